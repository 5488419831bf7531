import { ClusterRegistry } from '../clusters/types';
import { checkContext } from './checks/__testUtils__/checkContext';
import { readOtherPlaces } from './otherPlaces';
import { AlsoFed, PlanExecution } from './types';

const ISSUER = 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const HOST = ISSUER.replace('https://', '');
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;
const execution = {
  workload: {
    cluster: 'eks-prod-eu',
    namespace: 'production',
    kind: 'Deployment',
    name: 'test',
  },
  provider: { arn: PROVIDER, url: ISSUER, audience: 'sts.amazonaws.com' },
  serviceAccount: { name: 'test' },
  role: {
    name: 'irsa-test',
    trustDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${HOST}:aud`]: 'sts.amazonaws.com',
            [`${HOST}:sub`]: 'system:serviceaccount:production:test',
          },
        },
      },
    }),
  },
} as unknown as PlanExecution;
const { world } = checkContext();
const other: AlsoFed = {
  cluster: 'us',
  namespace: 'production',
  words: 'cluster us',
  isRead: true,
};
const clusters = (
  issuer: string,
  request: () => Promise<unknown> = async () => ({ kind: 'Deployment' }),
) =>
  ({
    get: () => ({ name: 'us', issuer: async () => issuer, request }),
  } as unknown as Pick<ClusterRegistry, 'get'>);
const judged = async (
  registry: Pick<ClusterRegistry, 'get'>,
  found = other,
  providers: object[] = [
    {
      arn: PROVIDER,
      url: ISSUER,
      clientIds: ['sts.amazonaws.com'],
    },
  ],
) => {
  const account = {
    ...world.account,
    snapshot: { ...world.account.snapshot, providers },
  } as typeof world.account;
  const [place] = await readOtherPlaces(
    [found],
    execution,
    { ...world, account },
    registry,
  );
  return [place.state, place.evidence];
};

describe('what other places need, to which the files of a change come', () => {
  it('is there where the role lets the ServiceAccount in', async () => {
    expect(await judged(clusters(ISSUER))).toEqual([
      'served',
      expect.stringMatching(/production\/test runs there; role .* lets /),
    ]);
  });

  it('is not there for another issuer, another namespace, or without the provider', async () => {
    const far = await judged(clusters('https://oidc.example.com/us'));
    expect(far).toEqual(['refused', expect.stringMatching(/does not let/)]);
    const [elsewhere] = await judged(clusters(ISSUER), {
      ...other,
      namespace: 'staging',
    });
    expect(elsewhere).toBe('refused');
    expect((await judged(clusters(ISSUER), other, []))[0]).toBe('refused');
  });

  it('is not known for a cluster that does not answer, or is unknown', async () => {
    const broken = clusters(ISSUER, async () => {
      throw new Error('No answer.');
    });
    expect((await judged(broken))[0]).toBe('notKnown');
    const { cluster, ...unknown } = other;
    expect((await judged(clusters(ISSUER), unknown))[0]).toBe('notKnown');
  });
});
