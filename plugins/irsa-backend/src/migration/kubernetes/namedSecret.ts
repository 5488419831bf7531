import {
  V1EnvFromSource,
  V1EnvVar,
  V1ObjectMeta,
} from '@kubernetes/client-node';
import {
  dataKeysOf,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { PlanExecution } from '../../plan/types';
import { isKeyOfAws } from '../../plan/world/keysOfSecret';
import { ClusterContext } from '../model/Step';

/** A Secret that the old template names, as its metadata shows it. */
export interface NamedSecret {
  isThere: boolean;
  /** Names of its data keys; undefined when they cannot be told. */
  names?: string[];
  /**
   * Data keys that the old template takes, and that it does not have: those that it names one by one, and, where it takes all, the parts
   * of an AWS key when none is there. Empty while the names cannot be told.
   */
  missing: string[];
  /** When something in it was written last; undefined when that cannot be told. ISO 8601. */
  writtenAt?: string;
}

/** What is missed in a Secret that is taken whole. */
const ANY_KEY = 'any AWS key';

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
    missing: names ? missingIn(names, execution, name) : [],
    writtenAt: lastWrite(found.metadata),
  };
}

function missingIn(
  names: readonly string[],
  execution: PlanExecution,
  secret: string,
): string[] {
  const named = keysNamed(execution, secret).filter(
    key => !names.includes(key),
  );
  const { awsKeys = [], onlyAwsKeys } =
    execution.secrets.find(({ name }) => name === secret) ?? {};
  const isWhole = execution.detach.removed.some(
    ({ list, element }) =>
      list === 'envFrom' &&
      (element as V1EnvFromSource).secretRef?.name === secret,
  );
  // Names of another form say nothing, unless the plan has told them.
  const isTold = onlyAwsKeys === true || awsKeys.length > 0;
  return isWhole && isTold && !names.some(key => isKeyOfAws(key, awsKeys))
    ? [...named, ANY_KEY]
    : named;
}

/** An entry of `managedFields` has the time of its last change (Kubernetes, "Server-Side Apply: Field management"). */
function lastWrite({
  managedFields = [],
  creationTimestamp,
}: V1ObjectMeta): string | undefined {
  return [
    creationTimestamp,
    ...managedFields
      .filter(({ subresource }) => !subresource)
      .map(({ time }) => time),
  ]
    .flatMap(time => (time ? new Date(time).toISOString() : []))
    .sort()
    .at(-1);
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
