import { Caller } from './access/Caller';
import { CallRecord } from './calls';
import { QueryParameters } from './protocol/QueryParameters';

/** Parameters whose values are names. Documents, tokens and codes are not recorded. */
const RECORDED_PARAMETERS = [
  'AccessKeyId',
  'DurationSeconds',
  'GroupName',
  'OpenIDConnectProviderArn',
  'PolicyArn',
  'PolicyName',
  'RoleArn',
  'RoleName',
  'RoleSessionName',
  'Status',
  'Url',
  'UserName',
];

/** The caller, for the record of calls. */
export function describeCaller({
  arn,
  userId,
  session,
  role,
  user,
}: Caller): Pick<CallRecord, 'principalArn' | 'principalId' | 'session'> {
  const issuer = role ?? user;
  return {
    principalArn: arn,
    principalId: userId,
    ...(session && {
      session: {
        issuedAt: session.issuedAt,
        ...(issuer && {
          issuer: { name: issuer.name, id: issuer.id, arn: issuer.arn },
        }),
        ...(session.webIdentity && {
          webIdentity: { provider: session.webIdentity.provider },
        }),
      },
    }),
  };
}

/** The names in a call of IAM or STS, for the record of calls. */
export function namesIn(parameters: QueryParameters): Record<string, string> {
  return Object.fromEntries(
    RECORDED_PARAMETERS.flatMap(name => {
      const value = parameters.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
