import { ConflictError } from '@backstage/errors';
import { alsoFed, ChangedFiles } from '../../requests/alsoFed';
import { AlsoFed } from '../../plan/types';
import { SecretRequest } from '../model/records';
import { RetireSight } from './RetireContext';
import { usersOfSecret } from './usersOfSecret';

type Changed = Omit<ChangedFiles, 'workload'>;

/**
 * A change of files may take the Secret from other clusters and namespaces too. Throws ConflictError when somebody there names it, and when
 * that cannot be read, unless a person has decided about that cluster (`despiteUnread`).
 */
export async function assertOthersWithout(
  sight: RetireSight,
  secret: string,
  changed: Changed,
): Promise<void> {
  const others = await othersOf(sight, changed);
  const { despiteUnread = [] } = sight.request;
  const notKnown = others.filter(
    ({ isRead, cluster }) =>
      !isRead && !(cluster && despiteUnread.includes(cluster)),
  );
  if (notKnown.length > 0) {
    throw new ConflictError(
      `The change that takes Secret ${secret} out of ${
        changed.url
      } may take it from others too, and whether they need it is not known: ${notKnown
        .map(({ words, why }) => (why ? `${words} (${why})` : words))
        .join(
          '; ',
        )}. Let the portal read them. About a cluster that the portal knows, a person with the permission irsa.key.decide may decide, with a reason.`,
    );
  }
  await assertUnusedIn(
    sight,
    secret,
    changed,
    others.filter(({ isRead }) => isRead),
  );
}

/** The same while the request is open: what cannot be read for a moment is no reason to close it. */
export async function assertUnusedElsewhere(
  sight: RetireSight,
  { name, repository: url, base, paths, keeper }: SecretRequest,
): Promise<void> {
  const commit =
    paths &&
    (await sight.read(async () => sight.requests.repository(url)?.head(base)));
  if (paths && commit) {
    const changed = { url, base, commit, paths, keeper };
    const others = await othersOf(sight, changed);
    await assertUnusedIn(
      sight,
      name,
      changed,
      others.filter(({ isRead }) => isRead),
    );
  }
}

async function othersOf(
  { requests, feeders, read, record }: RetireSight,
  changed: Changed,
): Promise<AlsoFed[]> {
  const repository = requests.repository(changed.url);
  const { workload } = record.execution;
  return repository
    ? read(async () =>
        alsoFed(repository, { ...changed, workload }, await feeders()),
      )
    : [];
}

async function assertUnusedIn(
  sight: RetireSight,
  secret: string,
  { url }: Changed,
  others: readonly AlsoFed[],
): Promise<void> {
  for (const { cluster, namespace, words } of others) {
    const users = await usersOfSecret(sight, secret, undefined, {
      cluster: sight.clusters.get(cluster!),
      namespace,
    });
    if (users.length > 0) {
      throw new ConflictError(
        `The files of Secret ${secret} in ${url} come to ${words} too, where it is still named by ${users
          .slice(0, 5)
          .join(
            ', ',
          )}. Migrate these first, or give that cluster files of its own.`,
      );
    }
  }
}
