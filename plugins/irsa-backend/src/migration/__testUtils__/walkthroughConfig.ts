import { Sandbox } from '@internal/sandbox';
import { IrsaConfig } from '../../config/IrsaConfig';
import { ACCOUNT } from './walkthroughPlan';

/** The portal's settings for the sandbox of the walk-through, with short waits. */
export function walkthroughConfig(sandbox: Sandbox): IrsaConfig {
  const [cluster] = sandbox.clusters;
  const [account] = sandbox.accounts;
  return {
    clusters: [
      {
        name: cluster.name,
        eksCluster: cluster.name,
        auth: { kind: 'token', token: cluster.portalToken! },
        server: cluster.server,
        caData: Buffer.from(cluster.caPem).toString('base64'),
        accountId: ACCOUNT,
        region: 'eu-west-1',
        audience: 'sts.amazonaws.com',
      },
    ],
    aws: { region: 'eu-west-1', endpoint: account.endpoint, endpoints: {} },
    role: {
      path: '/irsa/',
      namePrefix: 'irsa-',
      maxSessionDurationSeconds: 3600,
    },
    readLevel: 2,
    catalogue: [],
    scan: { intervalMs: 60_000, timeoutMs: 10_000, helmReleases: true },
    plan: { lifeMs: 900_000 },
    migration: {
      concurrency: 2,
      staleAfterMs: 3_000,
      // Long enough for one answer of a busy machine that is not as it will be.
      injectionWaitMs: 1_500,
      propagationTimeoutMs: 1_500,
      rolloutTimeoutMs: 5_000,
      longestPauseMs: 300,
      watchMs: 100,
      secondPersonWithinMs: 3 * 86_400_000,
      secondPersonTold: ['group:default/platform'],
    },
    trust: {
      ownAccounts: [],
      vendorAccounts: {},
      ownIssuers: [],
      owners: {},
      reviewers: [],
    },
    changeRequests: {
      limits: { files: 1000, bytesPerFile: 524_288, bytes: 8_388_608 },
    },
    soak: { durationMs: 7 * 86_400_000, coolingMs: 7 * 86_400_000 },
    notifications: { enabled: false, unusedDays: 90, keyAgeDays: 365 },
    preview: {
      maxExpirySeconds: 3600,
      probePrefix: 'irsa-probe/',
      methods: ['HEAD', 'GET', 'PUT'],
      perMinute: 20,
      calls: true,
    },
    pagePath: '/credentials',
  };
}
