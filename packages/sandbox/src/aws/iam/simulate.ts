import {
  ContextLookup,
  evaluateRequest,
  evaluateStatements,
  NamedPolicy,
  parsePolicyDocument,
  toArray,
  variableKeys,
} from '@internal/plugin-irsa-common';
import { AwsError, noSuchEntity } from '../AwsError';
import { XmlValue } from '../protocol/xml';
import { IamCall, IamHandlers, IamResult } from './IamCall';

interface Simulation {
  identity: NamedPolicy[];
  boundary?: NamedPolicy;
  callerArn: string;
}

export const simulateHandlers: IamHandlers = {
  SimulatePrincipalPolicy(call) {
    const arn = call.parameters.require('PolicySourceArn');
    call.authorise(arn);
    const { account } = call;
    const holder = [...account.users.values(), ...account.roles.values()].find(
      item => item.arn === arn,
    );
    const group = account.groups.values().find(item => item.arn === arn);
    if (!holder && !group) throw noSuchEntity(`${arn} cannot be found.`);
    return simulate(call, {
      identity: [
        ...(holder
          ? account.identityPolicies(holder)
          : account.policiesOf(group!)),
        ...inputPolicies(call, 'PolicyInputList'),
      ],
      boundary:
        inputPolicies(call, 'PermissionsBoundaryPolicyInputList')[0] ??
        (holder && account.boundaryOf(holder)),
      callerArn: arn,
    });
  },

  SimulateCustomPolicy(call) {
    call.authorise('*');
    return simulate(call, {
      identity: inputPolicies(call, 'PolicyInputList'),
      boundary: inputPolicies(call, 'PermissionsBoundaryPolicyInputList')[0],
      callerArn:
        call.parameters.get('CallerArn') ?? call.account.arn('user/simulated'),
    });
  },
};

function simulate(
  call: IamCall,
  { identity, boundary, callerArn }: Simulation,
): IamResult {
  const { parameters } = call;
  const actions = parameters.list('ActionNames');
  const resources = parameters.list('ResourceArns');
  const context = Object.fromEntries(
    parameters.structures('ContextEntries').map(entry => {
      const values = entry.list('ContextKeyValues');
      return [
        entry.require('ContextKeyName'),
        values.length === 1 ? values[0] : values,
      ];
    }),
  );
  if (actions.some(action => !/^[\w-]+:[\w*]+$/.test(action)))
    throw new AwsError(
      'InvalidInput',
      400,
      'Invalid entry for request parameter ActionNames',
    );
  const results: XmlValue[] = [];
  for (const action of actions) {
    for (const resource of resources.length > 0 ? resources : ['*']) {
      const request = {
        principal: { type: 'AWS' as const, value: callerArn },
        action,
        resource,
        context: {
          'aws:PrincipalArn': callerArn,
          ...(callerArn.includes(':user/') && {
            'aws:username': callerArn.split('/').pop()!,
          }),
          ...context,
        },
      };
      const { decision, matched } = evaluateRequest({
        identity,
        boundary,
        request,
      });
      results.push({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decision,
        MatchedStatements: matched.map(({ policy }) => ({
          SourcePolicyId: policy,
          SourcePolicyType:
            policy === boundary?.name
              ? 'Permissions Boundary Policy'
              : 'IAM Policy',
        })),
        MissingContextValues: missingKeys(
          [...identity, ...(boundary ? [boundary] : [])],
          request,
        ),
        ...(boundary && {
          PermissionsBoundaryDecisionDetail: {
            AllowedByPermissionsBoundary:
              evaluateRequest({ identity: [boundary], request }).decision ===
              'allowed',
          },
        }),
      });
    }
  }
  return { EvaluationResults: results, IsTruncated: false };
}

/** Keys that conditions and variables of the statements about this action read, and that the request does not carry. */
function missingKeys(
  policies: NamedPolicy[],
  request: Parameters<typeof evaluateStatements>[1],
): string[] {
  const given = new ContextLookup(request.context);
  const unconditional = policies.map(policy => ({
    name: policy.name,
    document: {
      ...policy.document,
      Statement: policy.document.Statement.map(
        ({ Condition: _, ...rest }) => rest,
      ),
    },
  }));
  const keys = evaluateStatements(unconditional, request).flatMap(
    ({ policy, index }) => {
      const statement = policies.find(({ name }) => name === policy)!.document
        .Statement[index];
      return [
        ...Object.values(statement.Condition ?? {}).flatMap(block =>
          Object.keys(block),
        ),
        ...toArray(statement.Resource).flatMap(variableKeys),
      ];
    },
  );
  return [...new Set(keys)].filter(key => given.values(key) === undefined);
}

function inputPolicies(call: IamCall, name: string): NamedPolicy[] {
  return call.parameters.list(name).map((text, index) => {
    const { document, error } = parsePolicyDocument(text, 'identity');
    if (!document) throw new AwsError('InvalidInput', 400, error.message);
    return { name: `${name}.${index + 1}`, document };
  });
}
