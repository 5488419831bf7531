import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { MERGE_PATCH } from '../support/manifests';
import { patch, pathOf } from '../support/objects';
import { watch, Watching } from '../support/watch';

export const WATCH = `${CONCEPTS}#efficient-detection-of-changes`;

export type Query = Record<string, string | number | boolean | undefined>;

/** Secrets, because only the test writes any in its namespace. */
export function secrets(
  cluster: Cluster,
  query: Query,
  headers?: Record<string, string>,
): Promise<Watching> {
  return watch(cluster, { path: pathOf(cluster, 'secrets'), query, headers });
}

export const secret = (name: string, labels?: Record<string, string>) => ({
  metadata: { name, ...(labels ? { labels } : {}) },
});

export function labelled(cluster: Cluster, name: string, labels: object) {
  return patch(cluster, 'secrets', name, MERGE_PATCH, { metadata: { labels } });
}

export async function versionOfList(cluster: Cluster): Promise<string> {
  const { metadata } = await cluster.must({ path: pathOf(cluster, 'secrets') });
  return metadata.resourceVersion;
}

export const versionOf = ({ object }: { object: any }) =>
  Number(object.metadata.resourceVersion);
