import { Sha256 } from '@aws-crypto/sha256-js';
import { GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
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
const ISSUER = 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC';

beforeAll(async () => {
  test = await startTestAccount();
  test.account.import({
    users: [{ name: 'ann', accessKeys: [user] }],
    eksClusters: [
      {
        name: 'main',
        issuer: ISSUER,
        accessEntries: [`arn:aws:iam::${ACCOUNT}:user/ann`],
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
  options: {
    target?: string;
    body?: unknown;
    credentials?: typeof user;
    region?: string;
    method?: string;
    at?: TestAccount;
  } = {},
) {
  const { at = test } = options;
  const { host, port, hostname } = new URL(at.aws.endpoint);
  const body =
    options.body === undefined ? undefined : JSON.stringify(options.body);
  const signer = new SignatureV4({
    service,
    region: options.region ?? 'eu-west-1',
    sha256: Sha256,
    credentials: options.credentials ?? at.root,
  });
  const signed = await signer.sign({
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
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
  const response = await fetch(`${at.aws.endpoint}${path}`, {
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
    cluster: { name: 'main', identity: { oidc: { issuer: ISSUER } } },
  });
  expect(await send('eks', '/clusters/none')).toMatchObject({
    status: 404,
    error: 'ResourceNotFoundException',
  });
  expect(
    (await send('eks', '/clusters/main/pod-identity-associations')).json
      .associations,
  ).toMatchObject([{ namespace: 'a', serviceAccount: 'b' }]);
  expect((await send('eks', '/clusters/main/access-entries')).json).toEqual({
    accessEntries: [`arn:aws:iam::${ACCOUNT}:user/ann`],
  });
  expect(
    await send('eks', '/clusters/main', { credentials: user }),
  ).toMatchObject({ status: 403, error: 'AccessDenied' });
});

it('eks: an association is made once for a token, is tagged, and is one of a ServiceAccount', async () => {
  const path = '/clusters/main/pod-identity-associations';
  const wanted = {
    namespace: 'a',
    serviceAccount: 'c',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
    tags: { made: 'here' },
    clientRequestToken: 'one',
  };
  const first = await send('eks', path, { body: wanted });
  const { associationId, associationArn } = first.json.association;
  expect((await send('eks', path, { body: wanted })).json).toEqual(first.json);
  expect(
    await send('eks', path, { body: { ...wanted, clientRequestToken: 'two' } }),
  ).toMatchObject({ status: 409, error: 'ResourceInUseException' });
  await send('eks', `/tags/${encodeURIComponent(associationArn)}`, {
    body: { tags: { by: 'test' } },
  });
  const one = `${path}/${associationId}`;
  expect((await send('eks', one)).json.association.tags).toEqual({
    made: 'here',
    by: 'test',
  });
  await send('eks', one, { method: 'DELETE' });
  expect(await send('eks', one)).toMatchObject({ status: 404 });
});

const lookup = (body: object, region?: string, at?: TestAccount) =>
  send('cloudtrail', '/', {
    at,
    target:
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents',
    body,
    region,
  });
const by = (AttributeKey: string, AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});
const names = (json: { Events: { EventName: string }[] }) =>
  json.Events.map(event => event.EventName);

it('evidence.cloudtrail-key: each region has its own events, IAM has them in us-east-1', async () => {
  await test
    .iam(user)
    .send(new GetUserCommand({ UserName: 'ann' }))
    .catch(() => undefined);
  const ofKey = by('AccessKeyId', user.accessKeyId);
  expect(names((await lookup(ofKey)).json)).toEqual(['DescribeCluster']);
  const { json } = await lookup(ofKey, 'us-east-1');
  expect(names(json)).toEqual(['GetUser']);
  expect(JSON.parse(json.Events[0].CloudTrailEvent)).toMatchObject({
    errorCode: 'AccessDenied',
    readOnly: true,
    requestParameters: { userName: 'ann' },
    userIdentity: {
      type: 'IAMUser',
      userName: 'ann',
      principalId: expect.stringMatching(/^AIDA/),
      arn: `arn:aws:iam::${ACCOUNT}:user/ann`,
    },
  });
});

it.each([
  ['EventName', 'GetUser'],
  ['EventSource', 'iam.amazonaws.com'],
  ['ReadOnly', 'true'],
  ['Username', 'ann'],
  ['ResourceName', 'ann'],
  ['ResourceType', 'AWS::IAM::User'],
])('finds events by %s', async (key, value) => {
  const found = await lookup(by(key, value), 'us-east-1');
  expect(names(found.json)).toContain('GetUser');
  expect((await lookup(by(key, 'other'), 'us-east-1')).json.Events).toEqual([]);
});

it('goes through events by page, though new ones come', async () => {
  const query = by('EventName', 'LookupEvents');
  const all = (await lookup({ ...query })).json.Events.length;
  const ids = new Set<string>();
  let token: string | undefined;
  let pages = 0;
  do {
    const { json } = await lookup({
      ...query,
      MaxResults: 2,
      NextToken: token,
    });
    json.Events.forEach(({ EventId }: { EventId: string }) => ids.add(EventId));
    token = json.NextToken;
    pages += 1;
  } while (token);
  expect(pages).toBe(Math.ceil((all + 1) / 2));
  expect(ids.size).toBe(all + 1);
});

it.each([
  [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
  [{ StartTime: 2, EndTime: 1 }, 'InvalidTimeRangeException'],
  [by('Colour', 'red'), 'InvalidLookupAttributesException'],
  [
    {
      LookupAttributes: [
        ...by('EventName', 'a').LookupAttributes,
        ...by('EventName', 'b').LookupAttributes,
      ],
    },
    'InvalidLookupAttributesException',
  ],
  [{ NextToken: 'bm90IG91cnM=' }, 'InvalidNextTokenException'],
  [{ EventCategory: 'insight' }, 'InvalidEventCategoryException'],
])('refuses %j', async (body, error) => {
  expect(await lookup(body)).toMatchObject({ status: 400, error });
});

it('tells of a call only when its time has come', async () => {
  const late = await startTestAccount(undefined, { trailDelay: 300_000 });
  try {
    const seen = async () =>
      names((await lookup({}, 'us-east-1', late)).json).length;
    await late.iam().send(new ListUsersCommand({}));
    expect(await seen()).toBe(0);
    late.clock.advance(300_001);
    expect(await seen()).toBe(2);
  } finally {
    await late.aws.close();
  }
});

describe('pod identity associations', () => {
  const path = '/clusters/main/pod-identity-associations';
  const body = {
    namespace: 'a',
    serviceAccount: 'c',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
  };

  it('are made, read and deleted', async () => {
    const made = await send('eks', path, { body });
    expect(made.json.association).toMatchObject({
      ...body,
      clusterName: 'main',
    });
    const own = `${path}/${made.json.association.associationId}`;
    expect((await send('eks', own)).json).toEqual(made.json);
    expect(await send('eks', path, { body })).toMatchObject({
      status: 409,
      error: 'ResourceInUseException',
    });
    expect((await send('eks', own, { method: 'DELETE' })).status).toBe(200);
    expect((await send('eks', own)).status).toBe(404);
  });

  it('name a target role of another account, and the external id for it', async () => {
    const targetRoleArn = 'arn:aws:iam::444455556666:role/r';
    const { json } = await send('eks', path, {
      body: { ...body, serviceAccount: 'd', targetRoleArn },
    });
    expect(json.association).toMatchObject({
      roleArn: body.roleArn,
      targetRoleArn,
      externalId: `eu-west-1/${ACCOUNT}/main/a/d`,
      disableSessionTags: false,
    });
    const own = `${path}/${json.association.associationId}`;
    await send('eks', own, { method: 'DELETE' });
  });

  it.each([
    [{ ...body, roleArn: 'r' }, 400, 'InvalidParameterException'],
    [{ ...body, targetRoleArn: 'r' }, 400, 'InvalidParameterException'],
    [
      { ...body, roleArn: 'arn:aws:iam::444455556666:role/r' },
      400,
      'InvalidParameterException',
    ],
    [{ ...body, namespace: undefined }, 400, 'InvalidParameterException'],
  ])('refuse %j', async (wrong, status, error) => {
    expect(await send('eks', path, { body: wrong })).toMatchObject({
      status,
      error,
    });
  });
});
