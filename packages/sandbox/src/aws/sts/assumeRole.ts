import {
  ContextValues,
  evaluateTrust,
  NamedPolicy,
} from 'backstage-plugin-irsa-common';
import { decide, principalOf } from '../access/authorise';
import { Circumstances, globalContext } from '../access/globalContext';
import { accessDenied, validationError } from '../AwsError';
import { Role } from '../model/entities';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { SignedCall } from '../SignedCall';
import { World } from '../World';
import {
  checkDuration,
  checkSessionWord,
  createSession,
  findRole,
  readSessionRequest,
  roleSessionXml,
} from './createSession';
import { readSessionPolicies } from './sessionPolicies';
import { readSessionTags, tagContext } from './sessionTags';

/** A session that the session of another role made. */
const MAXIMUM_CHAINED_DURATION = 3600;

/** @throws ValidationError 400; AccessDenied 403 when the role does not exist, or either side does not allow it */
export function assumeRole(
  world: World,
  call: SignedCall,
  parameters: QueryParameters,
): { [name: string]: XmlValue } {
  const { caller } = call;
  const { roleArn, sessionName, duration } = readSessionRequest(parameters);
  const tags = readSessionTags(parameters, caller);
  const sourceIdentity = readSourceIdentity(call, parameters);
  const { account, role } = findRole(world, roleArn);
  const externalId = parameters.get('ExternalId');
  const circumstances = { ...call, now: world.now() };
  const context = {
    'sts:RoleSessionName': sessionName,
    'sts:DurationSeconds': String(duration),
    ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
    ...(sourceIdentity !== undefined && {
      'sts:SourceIdentity': sourceIdentity,
    }),
    ...tagContext(tags),
  };

  const permitted = (action: string) =>
    !!account &&
    !!role &&
    mayAct(circumstances, { accountId: account.id, role, action, context });
  const actions = [
    'sts:AssumeRole',
    ...(Object.keys(tags.all).length > 0 ? ['sts:TagSession'] : []),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  const refused = actions.find(action => !permitted(action));
  if (!account || !role || caller.kind === 'root' || refused) {
    throw accessDenied(
      `User: ${caller.arn} is not authorized to perform: ${
        refused ?? 'sts:AssumeRole'
      } on resource: ${roleArn}`,
    );
  }
  checkDuration(role, duration);
  if (caller.role && duration > MAXIMUM_CHAINED_DURATION) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  const session = createSession(
    world,
    account,
    { kind: 'role', name: role.name, id: role.id, sessionName },
    {
      duration,
      policies: readSessionPolicies(parameters, account, tags.all),
      tags: tags.all,
      transitiveTagKeys: tags.transitiveTagKeys,
      sourceIdentity,
    },
  );
  return roleSessionXml(session, role, sessionName);
}

/** Whether a role lets the caller take an action on it, and the policies of the caller do. */
export function mayAct(
  circumstances: Circumstances,
  asked: {
    accountId: string;
    role: Role;
    action: string;
    context: ContextValues;
  },
): boolean {
  const { accountId, role, action, context } = asked;
  const trust = evaluateTrust(role.trust.document, {
    principal: principalOf(circumstances.caller),
    action,
    context: { ...globalContext(circumstances), ...context },
  });
  // Within one account, a trust policy that names the caller is enough. One that names the account also needs a
  // policy of the caller.
  return (
    trust.decision === 'allowed' &&
    decide({
      ...circumstances,
      action,
      resource: role.arn,
      context,
      resourceAccount: accountId,
      resourcePolicies: [asResourcePolicy(role)],
    }).decision === 'allowed'
  );
}

/** A trust policy has no Resource element; its resource is the role. */
function asResourcePolicy({ trust: { document } }: Role): NamedPolicy {
  return {
    name: 'trust',
    document: {
      ...document,
      Statement: document.Statement.map(statement => ({
        ...statement,
        Resource: '*',
      })),
    },
  };
}

/** @throws AccessDenied 403: a source identity that is set cannot be changed */
function readSourceIdentity(
  { caller }: SignedCall,
  parameters: QueryParameters,
): string | undefined {
  const asked = parameters.get('SourceIdentity');
  if (asked !== undefined) {
    checkSessionWord('sourceIdentity', asked);
  }
  const present = caller.session?.sourceIdentity;
  if (present !== undefined && asked !== undefined && asked !== present) {
    throw accessDenied(
      `User: ${caller.arn} is not authorized to perform: sts:SetSourceIdentity: the source identity cannot be changed`,
    );
  }
  return asked ?? present;
}
