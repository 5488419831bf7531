import { AwsCredentialIdentity } from '@aws-sdk/types';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { assumeWithToken } from '../accounts/assume';
import { requestToken } from '../migration/kubernetes/serviceAccounts';
import { PreviewSources, PreviewWorld } from './previewWorld';
import { RoleTarget } from './roleOf';
import { withOldKey } from './staticCredentials';

/** The shortest web-identity session of STS is 15 minutes. */
const SHORTEST_SECONDS = 900;
/** Within the limit of every role. */
const LONGEST_SECONDS = 3600;

/** The two identities of a workload. Each use is noted first, so that a soak does not take it for a use by the service. */
export class PreviewIdentities {
  constructor(private readonly sources: PreviewSources) {}

  /** Runs `use` with the static key. Throws an Error with a message for people. */
  withKey<T>(
    { workload, role: { execution } }: PreviewWorld,
    use: (credentials: AwsCredentialIdentity) => Promise<T>,
  ): Promise<T> {
    const { clusters, config, migrations } = this.sources;
    return withOldKey(
      {
        cluster: clusters.get(workload.cluster),
        workload,
        execution,
        readLevel: config.readLevel,
      },
      async credentials => {
        await migrations.noteOwnUse(
          accessKeyFingerprint(credentials.accessKeyId),
        );
        return use(credentials);
      },
    );
  }

  /** A session of the role that can do no more than `policy` says. Throws what STS or the cluster answers. */
  async assumeRole(
    { workload, region }: PreviewWorld,
    { roleArn, serviceAccountName, audience }: RoleTarget,
    session: { name: string; policy: string; seconds?: number },
  ): Promise<{ credentials: AwsCredentialIdentity & { expiration?: Date } }> {
    const { clusters, accounts, migrations } = this.sources;
    const token = await requestToken(
      clusters.get(workload.cluster),
      workload.namespace,
      serviceAccountName,
      audience,
    );
    await migrations.noteOwnUse(roleArn);
    return assumeWithToken(accounts, {
      region,
      roleArn,
      token,
      sessionName: session.name,
      sessionPolicy: session.policy,
      durationSeconds: Math.max(
        SHORTEST_SECONDS,
        Math.min(session.seconds ?? 0, LONGEST_SECONDS),
      ),
    });
  }
}
