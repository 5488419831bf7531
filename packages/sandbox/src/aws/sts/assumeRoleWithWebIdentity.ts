import { evaluateTrust } from 'backstage-plugin-irsa-common';
import { globalContext } from '../access/globalContext';
import { accessDenied, validationError } from '../AwsError';
import { checkTags } from '../iam/tags';
import { AwsRequest } from '../protocol/AwsRequest';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { World } from '../World';
import {
  checkDuration,
  createSession,
  findRole,
  readSessionRequest,
  roleSessionXml,
} from './createSession';
import { IssuerKeys } from './issuerKeys';
import { readSessionPolicies } from './sessionPolicies';
import { SessionTags, tagContext } from './sessionTags';
import { verifyWebIdentity, WebIdentity } from './verifyWebIdentity';

const TAGS_CLAIM = 'https://aws.amazon.com/tags';

/**
 * Source: STS API reference, AssumeRoleWithWebIdentity.
 * @throws ValidationError, InvalidIdentityToken, ExpiredTokenException, IDPCommunicationError, PackedPolicyTooLarge,
 *   MalformedPolicyDocument: 400; AccessDenied 403 for a role that does not exist or does not trust the token
 */
export async function assumeRoleWithWebIdentity(
  world: World,
  keys: IssuerKeys,
  request: AwsRequest,
  parameters: QueryParameters,
): Promise<{
  result: { [name: string]: XmlValue };
  identity: WebIdentity;
}> {
  const { roleArn, sessionName, duration } = readSessionRequest(parameters);
  const token = parameters.require('WebIdentityToken');
  if (token.length < 4 || token.length > 20_000) {
    throw validationError(
      "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length between 4 and 20000",
    );
  }
  const { account, role } = findRole(world, roleArn);
  checkDuration(role, duration);
  const identity = await verifyWebIdentity(token, account, keys, world.now());
  const { provider, subject, audiences, claims } = identity;
  const tags = tagsOf(claims[TAGS_CLAIM]);
  const context = {
    ...globalContext({ request, now: world.now(), region: world.region }),
    'aws:PrincipalType': 'WebIdentityUser',
    'aws:FederatedProvider': provider.arn,
    [`${provider.url}:sub`]: subject,
    [`${provider.url}:aud`]: audiences.length === 1 ? audiences[0] : audiences,
    ...(Array.isArray(claims.amr) && {
      [`${provider.url}:amr`]: claims.amr.map(String),
    }),
    'sts:RoleSessionName': sessionName,
    'sts:DurationSeconds': String(duration),
    ...tagContext(tags),
  };
  const trusted = [
    'sts:AssumeRoleWithWebIdentity',
    ...(Object.keys(tags.all).length > 0 ? ['sts:TagSession'] : []),
  ].every(
    action =>
      role &&
      evaluateTrust(role.trust.document, {
        principal: { type: 'Federated', value: provider.arn },
        action,
        context,
      }).decision === 'allowed',
  );
  if (!account || !role || !trusted) {
    throw accessDenied(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
  }
  const audience =
    audiences.find(item => provider.clientIds.includes(item)) ?? audiences[0];
  const session = createSession(
    world,
    account,
    { kind: 'role', name: role.name, id: role.id, sessionName },
    {
      duration,
      policies: readSessionPolicies(parameters, account, tags.all),
      tags: tags.all,
      transitiveTagKeys: tags.transitiveTagKeys,
      webIdentity: { provider: provider.arn, subject, audience },
    },
  );
  return {
    identity,
    result: {
      ...roleSessionXml(session, role, sessionName),
      SubjectFromWebIdentityToken: subject,
      Provider: provider.arn,
      Audience: audience,
    },
  };
}

/** Source: IAM User Guide, "Passing session tags using AssumeRoleWithWebIdentity". */
function tagsOf(claim: unknown): SessionTags {
  const { principal_tags: tags = {}, transitive_tag_keys: keys = [] } =
    (claim ?? {}) as {
      principal_tags?: Record<string, string[]>;
      transitive_tag_keys?: string[];
    };
  const all = Object.fromEntries(
    Object.entries(tags).map(([key, values]) => [
      key,
      String([values].flat()[0]),
    ]),
  );
  checkTags(all);
  return { requested: all, all, transitiveTagKeys: keys };
}
