import { KubernetesObject, PodSpec } from '@internal/plugin-irsa-node';
import { isObject, JsonObject } from '../json';

const PLACES = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['template', 'spec'],
];

/** The pods that an object makes, if it makes any; only what has the right form, since manifests can hold anything. */
export function podTemplateOf(
  object: KubernetesObject,
): { spec: PodSpec; path: string } | undefined {
  const places = object.kind === 'Pod' ? [['spec']] : PLACES;
  for (const place of places) {
    const spec = place.reduce<unknown>(
      (value, name) => (isObject(value) ? value[name] : undefined),
      object,
    );
    if (isObject(spec) && Array.isArray(spec.containers)) {
      return { spec: wellFormed(spec), path: place.join('.') };
    }
  }
  return undefined;
}

function wellFormed(spec: JsonObject): PodSpec {
  return {
    serviceAccountName: textOf(spec.serviceAccountName ?? spec.serviceAccount),
    containers: containersOf(spec.containers),
    initContainers: containersOf(spec.initContainers),
    ephemeralContainers: containersOf(spec.ephemeralContainers),
    volumes: objectsOf(spec.volumes) as unknown as PodSpec['volumes'],
  };
}

function containersOf(value: unknown): PodSpec['containers'] {
  return objectsOf(value).map(container => ({
    name: textOf(container.name),
    command: textsOf(container.command),
    args: [...textsOf(container.args), ...hooksOf(container)],
    env: objectsOf(container.env).map(variable => ({
      ...variable,
      name: textOf(variable.name),
      value: textOf(variable.value),
    })),
    envFrom: objectsOf(container.envFrom),
    volumeMounts: objectsOf(container.volumeMounts).map(mount => ({
      name: textOf(mount.name),
      mountPath: textOf(mount.mountPath),
      subPath: textOf(mount.subPath) || undefined,
    })),
  }));
}

/** Commands of probes and lifecycle hooks. */
function hooksOf(container: JsonObject): string[] {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  const { postStart, preStop } = isObject(lifecycle) ? lifecycle : {};
  return [postStart, preStop, livenessProbe, readinessProbe, startupProbe]
    .map(handler => (isObject(handler) ? handler.exec : undefined))
    .flatMap(exec => (isObject(exec) ? textsOf(exec.command) : []));
}

function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : '';
}
