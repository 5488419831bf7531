import { NotFoundError } from '@backstage/errors';
import { readFacts } from '../../clusters/readSecret';
import { IrsaConfig } from '../../config/IrsaConfig';
import { ClusterContext } from '../model/Step';

/** Ids of access keys in a Secret, without the ids. */
type KeysInSecret = { fingerprint: string; last4: string }[];

/**
 * The access keys whose ids a Secret of the migration holds now; undefined where the portal may not read values, and when the Secret is
 * gone. Throws ClusterError.
 */
export async function keysInSecret(
  { execution, cluster, read }: ClusterContext,
  { readLevel }: Pick<IrsaConfig, 'readLevel'>,
  name: string,
): Promise<KeysInSecret | undefined> {
  if (readLevel !== 2) {
    return undefined;
  }
  try {
    const facts = await read(() =>
      readFacts(cluster, execution.workload.namespace, 'Secret', name),
    );
    return [...facts.values()].flatMap(value => value?.ids ?? []);
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}
