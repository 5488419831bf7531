import { V1EnvVar, V1ObjectMeta } from '@kubernetes/client-node';
import {
  dataKeysOf,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { PlanExecution } from '../../plan/types';
import { ClusterContext } from '../model/Step';

/** A Secret that the old template names, as its metadata shows it. */
export interface NamedSecret {
  isThere: boolean;
  /** Names of its data keys; undefined when they cannot be told. */
  names?: string[];
  /** Data keys that the old template names one by one, and that it does not have. Empty while the names cannot be told. */
  missing: string[];
}

/** Reads a Secret that the old template names: whether it is there, and the names of its data keys. No value is read. */
export async function readNamedSecret(
  { execution, cluster, read }: ClusterContext,
  name: string,
): Promise<NamedSecret> {
  const found = await read(() =>
    readObject<{ metadata: V1ObjectMeta }>(
      cluster,
      objectPath(KINDS.Secret, execution.workload.namespace, name),
      { metadataOnly: true },
    ),
  );
  if (!found) {
    return { isThere: false, missing: [] };
  }
  const names = dataKeysOf({ ...found.metadata });
  return {
    isThere: true,
    names,
    missing: names
      ? keysNamed(execution, name).filter(key => !names.includes(key))
      : [],
  };
}

/** Whether Pods of the old template could take their key from it, as far as names tell. */
export function servesTheWayBack({
  isThere,
  names,
  missing,
}: NamedSecret): boolean {
  return isThere && missing.length === 0 && names?.length !== 0;
}

/** Data keys of the Secret that the old template names one by one. */
function keysNamed({ detach }: PlanExecution, secret: string): string[] {
  return detach.removed.flatMap(({ element }) => {
    const { valueFrom } = element as Partial<V1EnvVar>;
    const reference = valueFrom?.secretKeyRef;
    return reference?.name === secret ? [reference.key] : [];
  });
}
