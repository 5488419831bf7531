import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  ACCOUNT,
  allow,
  startTestAccount,
  TestAccount,
} from '../__testUtils__/startTestAccount';
import { startTestIssuer, TestIssuer } from '../__testUtils__/TestIssuer';

const OTHER = '444455556666';
const HOST = 'oidc.eks.eu-west-1.amazonaws.com/id/PODS';
const FIRST = `arn:aws:iam::${ACCOUNT}:role/irsa/first`;
const target = (name: string) => `arn:aws:iam::${OTHER}:role/irsa/${name}`;
const CLUSTER = `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/main`;

let test: TestAccount;
let issuer: TestIssuer;

/** Trust as AWS documents it for a target role, with other values for some conditions. */
const trusting = (
  equals: Record<string, string> = {},
  arn: string = FIRST,
  actions = ['sts:AssumeRole', 'sts:TagSession'],
) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow' as const,
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: actions,
      Condition: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-arn': CLUSTER,
          'aws:RequestTag/kubernetes-namespace': 'shop',
          'aws:RequestTag/kubernetes-service-account': 'orders',
          ...equals,
        },
        ArnEquals: { 'aws:PrincipalArn': arn },
      },
    },
  ],
});

beforeAll(async () => {
  issuer = await startTestIssuer(`https://${HOST}`);
  test = await startTestAccount(() => issuer.address);
  const roles = {
    works: trusting(),
    external: trusting({
      'sts:ExternalId': `eu-west-1/${ACCOUNT}/main/shop/orders`,
    }),
    'other-account': trusting({ 'aws:RequestTag/kubernetes-namespace': 'x' }),
    'other-id': trusting({ 'sts:ExternalId': 'another' }),
    'other-role': trusting({}, `${FIRST}-not`),
    'no-tags': trusting({}, FIRST, ['sts:AssumeRole']),
    'not-allowed': trusting(),
  };
  test.aws.createAccount({ id: OTHER }).import({
    roles: Object.entries(roles).map(([name, assumeRolePolicy]) => ({
      name,
      path: '/irsa/',
      assumeRolePolicy,
      inlinePolicies: { read: allow('s3:GetObject') },
    })),
    buckets: [{ name: 'pictures', objects: [{ key: 'a', text: 'A' }] }],
  });
  test.account.import({
    roles: [
      {
        name: 'first',
        path: '/irsa/',
        assumeRolePolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'pods.eks.amazonaws.com' },
              Action: ['sts:AssumeRole', 'sts:TagSession'],
            },
          ],
        },
        inlinePolicies: {
          become: allow(
            ['sts:AssumeRole', 'sts:TagSession'],
            Object.keys(roles)
              .filter(name => name !== 'not-allowed')
              .map(target),
          ),
        },
      },
    ],
    eksClusters: [
      {
        name: 'main',
        issuer: `https://${HOST}`,
        podIdentityAssociations: Object.keys(roles).map(name => ({
          namespace: 'shop',
          serviceAccount: name === 'works' ? 'orders' : name,
          roleArn: FIRST,
          targetRoleArn: target(name),
        })),
      },
    ],
  });
});
afterAll(async () => {
  await test?.aws.close();
  await issuer?.close();
});

async function session(serviceAccount: string) {
  const token = await issuer.sign({
    sub: `system:serviceaccount:shop:${serviceAccount}`,
    aud: ['pods.eks.amazonaws.com'],
    exp: Math.floor(test.clock.now() / 1000) + 600,
  });
  return test.aws.podIdentityOf(ACCOUNT, 'main').session(token);
}

describe('an association with a target role', () => {
  it('gives the credentials of the target, for less than an hour', async () => {
    const { credentials, expiration, arn } = await session('orders');
    expect(arn).toMatch(`arn:aws:sts::${OTHER}:assumed-role/works/`);
    const left = expiration - test.clock.now();
    expect(left).toBeLessThanOrEqual(59 * 60_000);
    expect(left).toBeGreaterThan(50 * 60_000);
    expect(
      (await test.sts(credentials).send(new GetCallerIdentityCommand({}))).Arn,
    ).toBe(arn);
    const found = await test
      .s3(credentials)
      .send(new GetObjectCommand({ Bucket: 'pictures', Key: 'a' }));
    expect(await found.Body!.transformToString()).toBe('A');
  });

  it.each([
    ['external', 'another ServiceAccount in its tags'],
    ['other-account', 'another namespace'],
    ['other-id', 'another external id'],
    ['other-role', 'another first role'],
    ['no-tags', 'no tags on sessions'],
    ['not-allowed', 'a first role that may not become it'],
  ])('gives nothing with %s: %s', async serviceAccount => {
    await expect(session(serviceAccount)).rejects.toMatchObject({
      code: 'AccessDenied',
    });
  });
});
