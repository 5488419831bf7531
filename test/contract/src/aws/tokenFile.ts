import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { TestAccount } from './account';
import { outcome } from './outcome';
import { from } from './rows';

const STS =
  'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html';

/** @returns a function that restores the variables */
function setEnvironment(values: Record<string, string | undefined>) {
  const before = Object.keys(values).map(name => [name, process.env[name]]);
  const set = (entries: (string | undefined)[][]) => {
    for (const [name, value] of entries) {
      if (value === undefined) {
        delete process.env[name!];
      } else {
        process.env[name!] = value;
      }
    }
  };
  set(Object.entries(values));
  return () => set(before);
}

/** Runs a client that has no settings but the environment that the pod identity webhook sets. */
async function inPod<T>(
  account: TestAccount,
  roleArn: string,
  run: (s3: S3Client) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-token-'));
  const file = join(folder, 'token');
  writeFileSync(file, await account.token());
  const { endpoint, region } = account.world.aws;
  const restore = setEnvironment({
    AWS_ROLE_ARN: roleArn,
    AWS_WEB_IDENTITY_TOKEN_FILE: file,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_PROFILE: undefined,
  });
  const s3 = new S3Client({ forcePathStyle: true, maxAttempts: 1 });
  try {
    return await run(s3);
  } finally {
    s3.destroy();
    restore();
    rmSync(folder, { recursive: true });
  }
}

/** How a Pod uses its token: the SDK finds it by two environment variables. */
export const tokenFiles = [
  ...from<TestAccount>(STS, [
    [
      'wi.key-format',
      'temporary keys begin with ASIA and have a token',
      async account => {
        const { accessKeyId, sessionToken } = await account.session(
          await account.role(),
        );
        return [accessKeyId, sessionToken!.length > 100];
      },
      [expect.stringMatching(/^ASIA[A-Z0-9]{16}$/), true],
    ],
  ]),
  ...from<TestAccount>(
    'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
    [
      [
        'wi.token-file',
        'an SDK in a pod exchanges the token in its file by itself',
        async account => {
          const bucket = await account.bucket();
          const roleArn = await account.role(bucket);
          return inPod(account, roleArn, s3 =>
            outcome(
              s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'a.txt' })),
            ),
          );
        },
        'ok',
      ],
    ],
  ),
];
