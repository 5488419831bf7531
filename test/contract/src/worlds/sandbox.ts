import { startSandbox } from '@internal/sandbox';
import { World } from '../World';

/** Each test file has its own empty sandbox. */
export async function openSandbox(): Promise<World> {
  const sandbox = await startSandbox({ scenario: 'empty' });
  const [account] = sandbox.accounts;
  const [cluster] = sandbox.clusters;
  return {
    name: 'sandbox',
    kubernetes: {
      server: cluster.server,
      caPem: cluster.caPem,
      kubeconfig: cluster.kubeconfig,
      issuer: cluster.issuer,
      signToken: claims => sandbox.cluster(cluster.name).signToken(claims),
    },
    aws: {
      endpoint: account.endpoint,
      region: cluster.region,
      accountId: account.id,
      accessKeyId: account.rootAccessKeyId,
      secretAccessKey: account.rootSecretAccessKey,
    },
    advance: milliseconds => sandbox.clock.advance(milliseconds),
    forgetHistory: async () => sandbox.cluster(cluster.name).store.compact(),
    close: () => sandbox.close(),
  };
}
