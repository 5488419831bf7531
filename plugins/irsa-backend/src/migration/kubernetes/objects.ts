import { WorkloadRef } from 'backstage-plugin-irsa-common';
import { ClusterHandle } from '../../clusters/types';
import { JsonPatchOperation } from '../../plan/types';
import { WorkloadObject } from '../../plan/patch/workloadPatch';
import { statusOf } from '../../shared/statusOf';

const RESOURCES: Record<string, string> = {
  Deployment: '/apis/apps/v1/namespaces/{namespace}/deployments',
  StatefulSet: '/apis/apps/v1/namespaces/{namespace}/statefulsets',
  DaemonSet: '/apis/apps/v1/namespaces/{namespace}/daemonsets',
  CronJob: '/apis/batch/v1/namespaces/{namespace}/cronjobs',
};

/** Kinds whose template can be changed in place. */
export function isSupportedKind(kind: string): boolean {
  return kind in RESOURCES;
}

export function workloadPath(workload: WorkloadRef): string {
  const path = RESOURCES[workload.kind];
  return `${path.replace(
    '{namespace}',
    encodeURIComponent(workload.namespace),
  )}/${encodeURIComponent(workload.name)}`;
}

/** `Deployment production/test`. */
export function workloadTitle(workload: WorkloadRef): string {
  return `${workload.kind} ${workload.namespace}/${workload.name}`;
}

/** Undefined when it is not there. */
export async function readObject<T = WorkloadObject>(
  cluster: ClusterHandle,
  path: string,
  headers?: Record<string, string>,
): Promise<T | undefined> {
  try {
    return await cluster.request<T>({ path, headers });
  } catch (error) {
    if (statusOf(error) === 404) {
      return undefined;
    }
    throw error;
  }
}

export async function jsonPatch<T = WorkloadObject>(
  cluster: ClusterHandle,
  path: string,
  operations: JsonPatchOperation[],
  query: Record<string, string> = {},
): Promise<T> {
  return cluster.request<T>({
    method: 'PATCH',
    path,
    query: { fieldManager: 'backstage-irsa', ...query },
    headers: { 'Content-Type': 'application/json-patch+json' },
    body: operations,
  });
}

export async function mergePatch<T = WorkloadObject>(
  cluster: ClusterHandle,
  path: string,
  body: unknown,
): Promise<T> {
  return cluster.request<T>({
    method: 'PATCH',
    path,
    query: { fieldManager: 'backstage-irsa' },
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body,
  });
}

/** Whether an object is there, by its metadata only: for Secrets, so that no value is sent. */
export async function exists(
  cluster: ClusterHandle,
  path: string,
): Promise<boolean> {
  const found = await readObject(cluster, path, {
    Accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  });
  return found !== undefined;
}

export function secretPath(namespace: string, name: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(
    namespace,
  )}/secrets/${encodeURIComponent(name)}`;
}
