import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isOfCluster } from './definitions';
import { Case } from './types';

/** Fields that hold the name of a namespace, or several of them. */
const NAMESPACE_FIELD = /namespaces?$/i;
const DEFAULT = 'default';

/**
 * The same objects in namespaces of their own, and those of the cluster under names of their own, so that many cases fit
 * into one cluster. Nothing in them runs.
 *
 * @param prefix - such as `c12-`
 */
export function separate({ name, objects }: Case, prefix: string): Case {
  const flat = objects.flatMap(itemsOf).filter(object => !isMade(object));
  const own = new Set([
    DEFAULT,
    ...flat.flatMap(({ metadata }) => metadata?.namespace ?? []),
    ...flat.flatMap(({ kind, metadata }) =>
      kind === 'Namespace' ? metadata?.name ?? [] : [],
    ),
  ]);
  const rename = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') {
      return NAMESPACE_FIELD.test(field) && own.has(value)
        ? `${prefix}${value}`
        : value;
    }
    if (Array.isArray(value)) {
      return value.map(each => rename(each, field));
    }
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, inside]) => [
            key,
            rename(inside, key),
          ]),
        )
      : value;
  };
  const renamed = flat.map(object => {
    const copy = rename(object, '') as KubernetesObject;
    const { metadata = {} } = copy;
    const place = isOfCluster(object)
      ? { name: `${prefix}${metadata.name}`, namespace: undefined }
      : { namespace: metadata.namespace ?? `${prefix}${DEFAULT}` };
    return atRest({ ...copy, metadata: { ...metadata, ...place } });
  });
  return { name, objects: withoutUndefined(renamed) };
}

/** A List as its items. */
function itemsOf(object: KubernetesObject): KubernetesObject[] {
  return Array.isArray(object.items) && object.kind?.endsWith('List')
    ? object.items.flatMap(item =>
        itemsOf({
          apiVersion: object.apiVersion,
          kind: object.kind?.slice(0, -4),
          ...item,
        }),
      )
    : [object];
}

/** Made by a controller of the cluster, which makes its own, or removes what has lost its owner. */
function isMade({ kind, metadata }: KubernetesObject): boolean {
  return (
    ['ReplicaSet', 'Pod', 'Job'].includes(kind ?? '') &&
    (metadata?.ownerReferences ?? []).some(({ controller }) => controller)
  );
}

type Spec = Record<string, unknown> & {
  template?: { metadata?: { labels?: object }; spec?: object };
};

/** Complete enough for an API server, and without Pods where the kind has a switch for it. */
function atRest(object: KubernetesObject): KubernetesObject {
  const spec = object.spec as Spec | undefined;
  if (object.kind === 'CronJob' && spec?.jobTemplate) {
    const jobTemplate = finite(spec.jobTemplate as { spec: Spec });
    return {
      ...object,
      spec: { schedule: '0 0 1 1 *', ...spec, jobTemplate, suspend: true },
    };
  }
  if (!spec?.template) {
    return object;
  }
  const { metadata = {} } = spec.template;
  const own = {
    parity: `${object.kind}-${object.metadata?.name}`.slice(0, 60),
  };
  const template = {
    ...spec.template,
    metadata: { ...metadata, labels: { ...metadata.labels, ...own } },
  };
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
      return {
        ...object,
        spec: {
          ...spec,
          template,
          ...(object.kind === 'StatefulSet' ? { serviceName: 'none' } : {}),
          replicas: 0,
          selector: { matchLabels: own },
        },
      };
    case 'DaemonSet':
      return {
        ...object,
        spec: { ...spec, template, selector: { matchLabels: own } },
      };
    case 'ReplicaSet':
      return {
        ...object,
        spec: {
          ...spec,
          template,
          replicas: 1,
          selector: { matchLabels: own },
        },
      };
    case 'ReplicationController':
      return {
        ...object,
        spec: { ...spec, template, replicas: 0, selector: own },
      };
    case 'Job':
      return { ...object, spec: { ...finite({ spec }).spec, suspend: true } };
    default:
      return object;
  }
}

/** Pods of a Job end. */
function finite<T extends { spec: Spec }>(job: T): T {
  const { template } = job.spec;
  return {
    ...job,
    spec: {
      ...job.spec,
      template: {
        ...template,
        spec: { restartPolicy: 'Never', ...template?.spec },
      },
    },
  };
}

/** As an API server gets it. */
function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
