import { startSandbox } from '@internal/sandbox';
import { GitHostWorld } from '../git/GitHostWorld';
import { World } from '../World';
import { openSandboxGitHost } from './sandboxGitHost';

/** Each test file has its own empty sandbox. */
export async function openSandbox(): Promise<World> {
  const sandbox = await startSandbox({ scenario: 'empty' });
  const hosts: GitHostWorld[] = [];
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
    openGitHost: async () => {
      const host = await openSandboxGitHost();
      hosts.push(host);
      return host;
    },
    advance: milliseconds => sandbox.clock.advance(milliseconds),
    forgetHistory: async () => sandbox.cluster(cluster.name).store.compact(),
    close: async () => {
      await Promise.all(hosts.map(host => host.close()));
      await sandbox.close();
    },
  };
}
