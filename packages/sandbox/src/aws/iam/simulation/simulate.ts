import { ContextValues, Decision } from 'backstage-plugin-irsa-common';
import { AwsError, noSuchEntity } from '../../AwsError';
import { XmlValue } from '../../protocol/xml';
import { IamCall, IamHandlers, IamResult } from '../IamCall';
import { pageOf } from '../paging';
import { arnTemplate } from './arnTemplate';
import {
  inputPolicies,
  managed,
  policiesOf,
  resourcePolicy,
  SimulatedPolicy,
} from './simulatedPolicies';
import { SimulatedDecision, Simulation } from './Simulation';

const ENTITY = /^arn:aws[a-z-]*:iam::\d{12}:(user|role|group)\/.+$/;
/** From the most to the least restrictive. */
const DECISIONS: Decision[] = ['explicitDeny', 'implicitDeny', 'allowed'];

/**
 * Source: IAM API reference, SimulatePrincipalPolicy, SimulateCustomPolicy, EvaluationResult: one result an action, with
 * the most restrictive decision over all resources, and one decision a resource inside it.
 * @throws InvalidInput 400, NoSuchEntity 404
 */
export const simulateHandlers: IamHandlers = {
  SimulatePrincipalPolicy(call) {
    const { account, parameters } = call;
    const arn = parameters.require('PolicySourceArn');
    call.authorise(arn);
    if (!ENTITY.test(arn)) {
      throw invalid(`Invalid Entity Arn: ${arn}`);
    }
    if (parameters.structures('PolicyExclusionList').length > 0) {
      throw invalid('The sandbox does not have PolicyExclusionList.');
    }
    const entity = account.holderOf(arn);
    if (!entity) {
      throw noSuchEntity(`${arn} cannot be found.`);
    }
    const own = (entity as { boundary?: string }).boundary;
    return simulate(call, {
      identity: [
        ...policiesOf(account, entity),
        ...inputPolicies(call, 'PolicyInputList'),
      ],
      boundary:
        boundaryInput(call) ?? (own ? managed(account, own) : undefined),
      callerArn: callerArn(call) ?? arn,
    });
  },

  SimulateCustomPolicy(call) {
    call.authorise('*');
    const caller = callerArn(call);
    if (!caller && call.parameters.get('ResourcePolicy') !== undefined) {
      throw invalid('CallerArn is needed with a ResourcePolicy.');
    }
    return simulate(call, {
      identity: inputPolicies(call, 'PolicyInputList'),
      boundary: boundaryInput(call),
      callerArn: caller ?? call.account.arn('user/simulated'),
    });
  },
};

function simulate(
  call: IamCall,
  policies: {
    identity: SimulatedPolicy[];
    boundary?: SimulatedPolicy;
    callerArn: string;
  },
): IamResult {
  const { parameters } = call;
  const attached = resourcePolicy(call);
  if (attached && policies.callerArn.includes(':role/')) {
    throw invalid('Resource-based policies cannot be simulated for roles.');
  }
  const owner = parameters.get('ResourceOwner');
  const simulation = new Simulation({
    ...policies,
    resourcePolicy: attached,
    context: contextOf(call),
    crossAccount:
      owner !== undefined &&
      accountIn(owner) !== policies.callerArn.split(':')[4],
  });
  const actions = parameters.list('ActionNames');
  const badAction = actions.find(action => !/^[\w-]+:[\w*]+$/.test(action));
  if (badAction !== undefined || actions.length === 0) {
    throw invalid(`Invalid Entity Action: ${badAction ?? ''}`);
  }
  const resources = parameters.list('ResourceArns');
  const badResource = resources.find(
    item => item !== '*' && !/^arn:/.test(item),
  );
  if (badResource !== undefined) {
    throw invalid(`Invalid Resource Arn: ${badResource}`);
  }
  const { items, paging } = pageOf(
    actions.map(action => evaluated(simulation, action, resources)),
    parameters,
  );
  return { EvaluationResults: items, ...paging };
}

function evaluated(
  simulation: Simulation,
  action: string,
  resources: string[],
): XmlValue {
  const everything =
    resources.length === 0 || (resources.length === 1 && resources[0] === '*');
  const each = (everything ? ['*'] : resources).map(resource => ({
    resource,
    ...simulation.decide(action, resource),
  }));
  const decision = DECISIONS.find(wanted =>
    each.some(item => item.decision === wanted),
  )!;
  const matched = each
    .filter(item => item.decision === decision)
    .flatMap(item => item.matched);
  return {
    EvalActionName: action,
    EvalResourceName: arnTemplate(action),
    EvalDecision: decision,
    MatchedStatements: [
      ...new Map(matched.map(item => [JSON.stringify(item), item])).values(),
    ] as unknown as XmlValue[],
    MissingContextValues: [...new Set(each.flatMap(({ missing }) => missing))],
    ...boundaryDetail({
      allowedByBoundary: each.every(item => item.allowedByBoundary !== false)
        ? each[0].allowedByBoundary
        : false,
    }),
    ...(!everything && {
      ResourceSpecificResults: each.map(item => ({
        EvalResourceName: item.resource,
        EvalResourceDecision: item.decision,
        MatchedStatements: item.matched as unknown as XmlValue[],
        MissingContextValues: item.missing,
        ...boundaryDetail(item),
      })),
    }),
  };
}

function boundaryDetail({
  allowedByBoundary,
}: Pick<SimulatedDecision, 'allowedByBoundary'>) {
  return allowedByBoundary === undefined
    ? {}
    : {
        PermissionsBoundaryDecisionDetail: {
          AllowedByPermissionsBoundary: allowedByBoundary,
        },
      };
}

function contextOf({ parameters }: IamCall): ContextValues {
  return Object.fromEntries(
    parameters.structures('ContextEntries').map(entry => {
      const values = entry.list('ContextKeyValues');
      const isList = /List$/.test(entry.get('ContextKeyType') ?? '');
      return [
        entry.require('ContextKeyName'),
        values.length === 1 && !isList ? values[0] : values,
      ];
    }),
  );
}

function boundaryInput(call: IamCall): SimulatedPolicy | undefined {
  const given = inputPolicies(call, 'PermissionsBoundaryPolicyInputList');
  if (given.length > 1) {
    throw invalid('There can be one permissions boundary only.');
  }
  return given[0];
}

function callerArn({ parameters }: IamCall): string | undefined {
  const arn = parameters.get('CallerArn');
  if (arn !== undefined && !ENTITY.test(arn)) {
    throw invalid(`Invalid Caller Arn: ${arn}`);
  }
  return arn;
}

/** An owner is an account number or the ARN of the account's root. */
function accountIn(owner: string): string {
  return owner.startsWith('arn:') ? owner.split(':')[4] : owner;
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidInput', 400, message);
}
