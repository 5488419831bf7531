import { evaluateTrust } from '@internal/plugin-irsa-common';
import { accessDenied, validationError } from '../AwsError';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';
import { World } from '../World';
import {
  checkDuration,
  createSession,
  findRole,
  readSessionRequest,
  sessionXml,
} from './createSession';
import { IssuerKeys } from './issuerKeys';
import { readSessionPolicies } from './sessionPolicies';
import { verifyWebIdentity, WebIdentity } from './verifyWebIdentity';

/**
 * Source: STS API reference, AssumeRoleWithWebIdentity.
 * @throws ValidationError, InvalidIdentityToken, ExpiredTokenException, IDPCommunicationError, PackedPolicyTooLarge,
 * MalformedPolicyDocument: 400; AccessDenied 403 for a role that is not there or does not trust the token
 */
export async function assumeRoleWithWebIdentity(
  world: World,
  keys: IssuerKeys,
  parameters: QueryParameters,
): Promise<{
  result: { [name: string]: XmlValue };
  accountId: string;
  identity: WebIdentity;
}> {
  const { roleArn, sessionName, duration } = readSessionRequest(parameters);
  const token = parameters.require('WebIdentityToken');
  if (token.length < 4 || token.length > 20_000)
    throw validationError(
      "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length between 4 and 20000",
    );
  const { account, role } = findRole(world, roleArn);
  checkDuration(role, duration);
  const identity = await verifyWebIdentity(token, account, keys, world.now());
  const { provider, subject, audiences, claims } = identity;
  const trusted =
    role &&
    evaluateTrust(role.trust.document, {
      principal: { type: 'Federated', value: provider.arn },
      action: 'sts:AssumeRoleWithWebIdentity',
      context: {
        [`${provider.url}:sub`]: subject,
        [`${provider.url}:aud`]:
          audiences.length === 1 ? audiences[0] : audiences,
        ...(Array.isArray(claims.amr) && {
          [`${provider.url}:amr`]: claims.amr.map(String),
        }),
        'sts:RoleSessionName': sessionName,
      },
    });
  if (!account || !role || trusted?.decision !== 'allowed')
    throw accessDenied(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
  const audience =
    audiences.find(item => provider.clientIds.includes(item)) ?? audiences[0];
  const session = createSession(world, account, role, {
    sessionName,
    duration,
    policies: readSessionPolicies(parameters, account),
    webIdentity: { provider: provider.arn, subject, audience },
  });
  return {
    accountId: account.id,
    identity,
    result: {
      ...sessionXml(session),
      SubjectFromWebIdentityToken: subject,
      Provider: provider.arn,
      Audience: audience,
    },
  };
}
