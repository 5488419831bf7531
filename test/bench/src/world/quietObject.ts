import { KubeObject } from '../../../../packages/sandbox/src/kubernetes/types';

/** Metadata that the API server sets. */
const OWN = ['uid', 'creationTimestamp', 'generation', 'managedFields'];

/**
 * Changes an object of a generated fleet so that it starts nothing in a real cluster: the templates stay the same, but
 * no controller makes Pods from them.
 */
export function quietObject(object: KubeObject): KubeObject {
  const {
    status: _status,
    metadata,
    ...rest
  } = object as KubeObject & {
    status?: unknown;
    spec?: Record<string, unknown>;
  };
  const quiet = {
    ...rest,
    metadata: Object.fromEntries(
      Object.entries(metadata).filter(([field]) => !OWN.includes(field)),
    ),
  };
  const { spec } = rest as { spec?: Record<string, any> };
  if (!spec || object.kind === 'Namespace') {
    return without(quiet, 'spec') as KubeObject;
  }
  return {
    ...quiet,
    spec: quietSpec(String(object.kind), spec),
  } as unknown as KubeObject;
}

function quietSpec(kind: string, spec: Record<string, any>) {
  switch (kind) {
    case 'Deployment':
      // A paused Deployment does not even get a ReplicaSet.
      return { ...spec, replicas: 0, paused: true };
    case 'StatefulSet':
      return { ...spec, replicas: 0 };
    case 'DaemonSet': {
      const { template } = spec;
      const nodeSelector = { 'bench.example/node': 'none' };
      return {
        ...spec,
        template: { ...template, spec: { ...template.spec, nodeSelector } },
      };
    }
    case 'CronJob':
      return { ...spec, suspend: true };
    case 'Job':
      // The server sets the selector of a Job.
      return { ...without(spec, 'selector'), suspend: true };
    default:
      return { ...spec, schedulerName: 'nobody' };
  }
}

function without<T extends object>(object: T, field: string) {
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => name !== field),
  );
}
