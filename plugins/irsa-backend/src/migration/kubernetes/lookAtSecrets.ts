import { isClusterError } from 'backstage-plugin-irsa-node';
import { readNamedSecret, servesTheWayBack } from './namedSecret';
import { MigrationState } from '../model/records';
import { ClusterContext } from '../model/Step';

export type SecretLook = NonNullable<MigrationState['secretLook']>;

/**
 * Looks whether the Secrets that a rollback needs are there; those that this migration deleted are left out. What the cluster
 * does not let the portal read is in `notRead`.
 *
 * @param now - milliseconds since the epoch
 */
export async function lookAtSecrets(
  context: ClusterContext,
  deleted: readonly string[],
  now: number,
): Promise<SecretLook> {
  const look: SecretLook = {
    asOf: new Date(now).toISOString(),
    gone: [],
    notRead: [],
  };
  const names = context.execution.secrets
    .map(({ name }) => name)
    .filter(name => !deleted.includes(name));
  await Promise.all(
    names.map(async name => {
      try {
        const found = await readNamedSecret(context, name);
        if (!servesTheWayBack(found)) {
          look.gone.push(name);
        }
      } catch (error) {
        if (!isClusterError(error)) {
          throw error;
        }
        look.notRead.push(name);
      }
    }),
  );
  look.gone.sort();
  look.notRead.sort();
  return look;
}

/** Sentences for the log about what changed between two looks. Pure. */
export function secretNews(
  before: SecretLook | undefined,
  after: SecretLook | undefined,
  namespace: string,
): { level: 'info' | 'warning'; message: string }[] {
  const gone = before?.gone ?? [];
  return [
    ...(after?.gone ?? [])
      .filter(name => !gone.includes(name))
      .map(name => ({
        level: 'warning' as const,
        message: `Secret ${namespace}/${name} is gone, or lacks what the old template takes from it. A rollback needs it.`,
      })),
    ...gone
      .filter(
        name =>
          after && !after.gone.includes(name) && !after.notRead.includes(name),
      )
      .map(name => ({
        level: 'info' as const,
        message: `Secret ${namespace}/${name} is there again.`,
      })),
  ];
}
