import { METADATA } from './accept';
import { Requester } from './ClusterApi';
import { isNotThere } from './ClusterError';

/** Who the portal is in `managedFields` of what it changes. */
export const FIELD_MANAGER = 'backstage-irsa';

/** How an object is read. */
export interface ReadOptions {
  /** Without spec, status and data. */
  metadataOnly?: boolean;
  signal?: AbortSignal;
}

/** Reads an object; `undefined` when it is not there. Throws ClusterError when that could not be found out. */
export async function readObject<T>(
  cluster: Requester,
  path: string,
  { metadataOnly, signal }: ReadOptions = {},
): Promise<T | undefined> {
  try {
    return await cluster.request<T>({
      path,
      headers: metadataOnly ? { Accept: METADATA } : undefined,
      signal,
    });
  } catch (error) {
    if (isNotThere(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether an object is there, by its metadata. Throws ClusterError when that could not be found out. */
export async function exists(
  cluster: Requester,
  path: string,
): Promise<boolean> {
  return (
    (await readObject(cluster, path, { metadataOnly: true })) !== undefined
  );
}

/** How a change is made. */
export interface ChangeOptions {
  /** The server answers as if, and changes nothing. */
  dryRun?: boolean;
}

function queryOf({ dryRun }: ChangeOptions) {
  return {
    fieldManager: FIELD_MANAGER,
    ...(dryRun ? { dryRun: 'All' } : {}),
  };
}

/** Changes an object by the operations of RFC 6902, all or none of them. Throws ClusterError. */
export async function jsonPatch<T>(
  cluster: Requester,
  path: string,
  operations: readonly object[],
  options: ChangeOptions = {},
): Promise<T> {
  return cluster.request<T>({
    method: 'PATCH',
    path,
    query: queryOf(options),
    headers: { 'Content-Type': 'application/json-patch+json' },
    body: operations,
  });
}

/** Changes the fields of an object that `body` has (RFC 7386); `null` removes one. Throws ClusterError. */
export async function mergePatch<T>(
  cluster: Requester,
  path: string,
  body: unknown,
  options: ChangeOptions = {},
): Promise<T> {
  return cluster.request<T>({
    method: 'PATCH',
    path,
    query: queryOf(options),
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body,
  });
}

/** Makes an object. Throws ClusterError, of kind `conflict` when there is one of this name. @param path - of the list */
export async function createObject<T>(
  cluster: Requester,
  path: string,
  body: object,
  options: ChangeOptions = {},
): Promise<T> {
  return cluster.request<T>({
    method: 'POST',
    path,
    query: queryOf(options),
    body,
  });
}

/** What an object must still be for a deletion to happen. */
export interface DeletePreconditions {
  uid?: string;
  resourceVersion?: string;
}

/**
 * Deletes an object. Throws ClusterError, for which `isNotThere` holds when it was gone; of kind `conflict` when it is
 * not what the preconditions say.
 *
 * @param dependents - `Foreground`: what it owns goes first, and only then itself. Absent: as the kind has it; a Job leaves its
 * Pods behind (https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion)
 */
export async function deleteObject(
  cluster: Requester,
  path: string,
  preconditions?: DeletePreconditions,
  dependents?: 'Foreground',
): Promise<void> {
  await cluster.request({
    method: 'DELETE',
    path,
    body:
      preconditions || dependents
        ? {
            ...(preconditions && { preconditions }),
            ...(dependents && { propagationPolicy: dependents }),
          }
        : undefined,
  });
}
