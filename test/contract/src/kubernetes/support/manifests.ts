/**
 * Manifests for set-ups. Images are only names: the lab runs no containers, and in the sandbox `idle` runs and does
 * nothing.
 */

const IMAGE = 'registry.example/idle:1';

type Json = Record<string, any>;

export function configMap(name: string, data: Json = { k: 'v' }, meta = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...meta },
    data,
  };
}

export function secret(name: string, stringData: Json = { k: 'v' }, meta = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, ...meta },
    stringData,
  };
}

export function container(more: Json = {}): Json {
  return { name: 'app', image: IMAGE, ...more };
}

export function pod(name: string, spec: Json = {}, meta: Json = {}): Json {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, ...meta },
    spec: { containers: [container()], ...spec },
  };
}

export function deployment(
  name: string,
  { replicas = 1, template = {}, meta = {}, ...spec }: Json = {},
): Json {
  return workload('apps/v1', 'Deployment', name, template, meta, {
    replicas,
    ...spec,
  });
}

export function statefulSet(
  name: string,
  { replicas = 1, template = {}, meta = {}, ...spec }: Json = {},
): Json {
  return workload('apps/v1', 'StatefulSet', name, template, meta, {
    replicas,
    serviceName: name,
    ...spec,
  });
}

export function daemonSet(
  name: string,
  { template = {}, meta = {}, ...spec }: Json = {},
): Json {
  return workload('apps/v1', 'DaemonSet', name, template, meta, spec);
}

/** `template` is the Pod's spec; its `labels` and `annotations` go to the Pod's metadata. */
function workload(
  apiVersion: string,
  kind: string,
  name: string,
  template: Json,
  meta: Json,
  spec: Json,
): Json {
  const { labels, annotations, ...podSpec } = template;
  return {
    apiVersion,
    kind,
    metadata: { name, ...meta },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: {
          labels: { app: name, ...labels },
          ...(annotations ? { annotations } : {}),
        },
        spec: { containers: [container()], ...podSpec },
      },
      ...spec,
    },
  };
}

/** A Pod that never gets ready: in the lab because of the label, in the sandbox because the Secret is missing. */
export const FAILING: Json = {
  labels: { 'lab/fail': 'true' },
  containers: [container({ envFrom: [{ secretRef: { name: 'missing' } }] })],
};

export const METADATA =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
export const METADATA_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
export const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1';
export const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
export const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };
export const STRATEGIC_PATCH = {
  'Content-Type': 'application/strategic-merge-patch+json',
};
export const APPLY_PATCH = { 'Content-Type': 'application/apply-patch+yaml' };
