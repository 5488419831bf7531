import { AwsCredentialIdentity } from '@aws-sdk/types';
import { PreviewIdentities } from './PreviewIdentities';
import { PreviewSources, PreviewWorld } from './previewWorld';
import { listingPolicy, suggestObjects } from './suggestObjects';

/** A few objects of each bucket by its name. With the role when there is one, so that the old key is not used. Never throws. */
export async function objectsOf(
  buckets: { name: string; prefixes: string[] }[],
  world: PreviewWorld,
  {
    accounts,
    identities,
  }: Pick<PreviewSources, 'accounts'> & { identities: PreviewIdentities },
): Promise<Map<string, string[]>> {
  const { role, partition, region } = world;
  if (!buckets.length) {
    return new Map();
  }
  const list = async (credentials: AwsCredentialIdentity) => {
    const s3 = accounts.s3({ region, credentials });
    const names = buckets.map(
      async ({ name, prefixes }) =>
        [name, await suggestObjects(s3, name, prefixes[0])] as const,
    );
    return new Map(await Promise.all(names));
  };
  try {
    if (role.target) {
      const session = await identities.assumeRole(world, role.target, {
        name: 'preview-suggestions',
        policy: listingPolicy(
          partition,
          buckets.map(({ name }) => name),
        ),
      });
      return await list(session.credentials);
    }
    return await identities.withKey(world, list);
  } catch {
    // Suggestions are optional. The comparison itself reports errors.
    return new Map();
  }
}
