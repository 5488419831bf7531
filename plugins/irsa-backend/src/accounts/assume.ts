import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { AccountRegistry } from './types';

/** A session under this policy can only call GetCallerIdentity, which needs no permission. */
export const DENY_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
});

export interface AssumedSession {
  credentials: AwsCredentialIdentity & { expiration: Date };
  arn: string;
}

/** Exchanges a ServiceAccount's token for a session of the role. The call is unsigned. Source: STS API, AssumeRoleWithWebIdentity. */
export async function assumeWithToken(
  accounts: AccountRegistry,
  options: {
    region: string;
    roleArn: string;
    token: string;
    sessionName: string;
    sessionPolicy: string;
    durationSeconds?: number;
  },
): Promise<AssumedSession> {
  const response = await accounts.sts({ region: options.region }).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: options.roleArn,
      RoleSessionName: options.sessionName,
      WebIdentityToken: options.token,
      Policy: options.sessionPolicy,
      DurationSeconds: options.durationSeconds ?? 900,
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } =
    response.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new Error('STS answered without credentials.');
  }
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    },
    arn: response.AssumedRoleUser?.Arn ?? '',
  };
}

/** ARN of the credentials. */
export async function callerArn(
  accounts: AccountRegistry,
  region: string,
  credentials: AwsCredentialIdentity,
): Promise<string> {
  const response = await accounts
    .sts({ region, credentials })
    .send(new GetCallerIdentityCommand({}));
  return response.Arn ?? '';
}

/** What an STS refusal means and what to do. Source: STS API, errors of AssumeRoleWithWebIdentity. */
export function stsRefusalInWords(error: unknown): string {
  const { name = '', message = '' } = (error ?? {}) as Error;
  if (/No OpenIDConnect provider found/i.test(message)) {
    return "no OpenID Connect provider for the cluster's issuer in the role's account; make a new plan, which adds it";
  }
  if (/audience/i.test(message)) {
    return "the token's audience is not among the client ids of the OpenID Connect provider; make a new plan, which adds it";
  }
  if (/Expired/i.test(name)) {
    return 'STS takes the token for expired: compare the clocks of the cluster and of AWS';
  }
  if (/IDPCommunicationError/i.test(name)) {
    return "STS cannot reach the cluster's issuer for its signing keys: the issuer must be public";
  }
  if (/RegionDisabled/i.test(name)) {
    return 'STS is not enabled in this region: enable it in the account settings of IAM';
  }
  if (/AccessDenied/i.test(name)) {
    return "the role's trust policy does not accept this ServiceAccount (or AWS does not know the role yet)";
  }
  if (/InvalidIdentityToken/i.test(name)) {
    return "STS does not accept the token: its issuer or signing key is not the provider's";
  }
  return `${name}: ${message}`;
}

/** The errors with which STS must refuse a wrong token. */
export function isRefusal(error: unknown): boolean {
  return /AccessDenied|InvalidIdentityToken/.test(
    (error as Error | undefined)?.name ?? '',
  );
}
