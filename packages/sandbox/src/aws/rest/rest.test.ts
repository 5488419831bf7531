import { Sha256 } from '@aws-crypto/sha256-js';
import { GetUserCommand } from '@aws-sdk/client-iam';
import { SignatureV4 } from '@smithy/signature-v4';
import {
  ACCOUNT,
  startTestAccount,
  TestAccount,
} from '../__testUtils__/startTestAccount';

let test: TestAccount;
const user = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'of-the-user',
};
const issuer = 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC';

beforeAll(async () => {
  test = await startTestAccount();
  test.account.import({
    users: [{ name: 'ann', accessKeys: [user] }],
    eksClusters: [
      {
        name: 'main',
        issuer,
        podIdentityAssociations: [
          {
            namespace: 'a',
            serviceAccount: 'b',
            roleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
          },
        ],
      },
    ],
  });
});
afterAll(() => test.aws.close());

async function send(
  service: string,
  path: string,
  options: { target?: string; body?: unknown; credentials?: typeof user } = {},
) {
  const { host, port, hostname } = new URL(test.aws.endpoint);
  const body =
    options.body === undefined ? undefined : JSON.stringify(options.body);
  const signer = new SignatureV4({
    service,
    region: 'eu-west-1',
    sha256: Sha256,
    credentials: options.credentials ?? test.root,
  });
  const signed = await signer.sign({
    method: body === undefined ? 'GET' : 'POST',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path,
    headers: {
      host,
      ...(options.target && { 'x-amz-target': options.target }),
    },
    body,
  });
  const response = await fetch(`${test.aws.endpoint}${path}`, {
    method: signed.method,
    headers: signed.headers,
    body,
  });
  return {
    status: response.status,
    error: response.headers.get('x-amzn-errortype'),
    json: await response.json(),
  };
}

it('eks.describe, eks.missing, eks.pod-identity', async () => {
  expect((await send('eks', '/clusters/main')).json).toMatchObject({
    cluster: { name: 'main', identity: { oidc: { issuer } } },
  });
  expect(await send('eks', '/clusters/none')).toMatchObject({
    status: 404,
    error: 'ResourceNotFoundException',
  });
  expect(
    (await send('eks', '/clusters/main/pod-identity-associations')).json
      .associations,
  ).toMatchObject([{ namespace: 'a', serviceAccount: 'b' }]);
  expect(
    await send('eks', '/clusters/main', { credentials: user }),
  ).toMatchObject({ status: 403, error: 'AccessDenied' });
});

it('evidence.cloudtrail-key', async () => {
  await test
    .iam(user)
    .send(new GetUserCommand({ UserName: 'ann' }))
    .catch(() => undefined);
  const { json } = await send('cloudtrail', '/', {
    target:
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents',
    body: {
      LookupAttributes: [
        { AttributeKey: 'AccessKeyId', AttributeValue: user.accessKeyId },
      ],
    },
  });
  expect(
    json.Events.map((event: { EventName: string }) => event.EventName),
  ).toEqual(['GetUser', 'DescribeCluster']);
  expect(JSON.parse(json.Events[0].CloudTrailEvent)).toMatchObject({
    errorCode: 'AccessDenied',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/ann` },
  });
});
