import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { SettableClock } from '../../clock';
import { IssuerResolver } from '../../issuers';
import { AwsOptions, startAws } from '../startAws';

export const ACCOUNT = '111122223333';

export interface TestCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Starts one account, and makes SDK clients for it: as root or with the given credentials. */
export async function startTestAccount(
  issuers?: IssuerResolver,
  options: Pick<
    AwsOptions,
    'iamPropagation' | 'trailDelay' | 'lastUseDelay'
  > = {},
) {
  const clock = new SettableClock();
  const aws = await startAws({ clock, issuers, ...options });
  const account = aws.createAccount({ id: ACCOUNT, alias: 'test' });
  const root: TestCredentials = {
    accessKeyId: account.rootAccessKeyId,
    secretAccessKey: account.rootSecretAccessKey,
  };
  const clientOptions = (credentials: TestCredentials) => ({
    endpoint: aws.endpoint,
    region: 'eu-west-1',
    credentials,
    maxAttempts: 1,
  });
  return {
    aws,
    account,
    clock,
    root,
    iam: (credentials = root) => new IAMClient(clientOptions(credentials)),
    sts: (credentials = root) => new STSClient(clientOptions(credentials)),
    s3: (credentials = root) =>
      new S3Client({
        ...clientOptions(credentials),
        forcePathStyle: true,
        requestChecksumCalculation: 'WHEN_REQUIRED',
      }),
    s3Default: (credentials = root) =>
      new S3Client({ ...clientOptions(credentials), forcePathStyle: true }),
  };
}

export type TestAccount = Awaited<ReturnType<typeof startTestAccount>>;

/** `Code/status` of the error, or the answer when there was no error. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'ok';
  } catch (error) {
    const { name, $metadata } = error as {
      name: string;
      $metadata?: { httpStatusCode?: number };
    };
    return `${name.replace(/Exception$/, '')}/${$metadata?.httpStatusCode}`;
  }
}

/** `Code/status` of the answer to an HTTP request. */
export async function fetchCode(
  url: string,
  init?: RequestInit,
): Promise<string> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (response.ok) {
    return 'ok';
  }
  return `${/<Code>([^<]+)</.exec(text)?.[1]}/${response.status}`;
}

export const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
  rest = {},
) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow' as const, Action, Resource, ...rest }],
});
