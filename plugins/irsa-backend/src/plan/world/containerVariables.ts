import { Json, listOf } from './podTemplate';
import { World } from './World';

/** A variable as the container will have it. */
export interface ContainerVariable {
  name: string;
  /** Absent when it comes from an object whose value is not known. */
  value?: string;
}

/**
 * The variables of a container before the change, with values where they stand in the Pod template or are plain settings of an object
 * that was read. What `env` says wins over `envFrom`, and later lists of that over earlier ones, as in Kubernetes.
 */
export function containerVariables(
  container: Json,
  objects: World['objects'],
): ContainerVariable[] {
  const variables = new Map<string, ContainerVariable>();
  for (const source of listOf(container, 'envFrom')) {
    const object = objectOf(source.secretRef, source.configMapRef, objects);
    for (const key of object?.keys ?? []) {
      const name = `${source.prefix ?? ''}${key}`;
      variables.set(name, { name, value: object?.texts?.[key]?.setting });
    }
  }
  for (const { name, value, valueFrom } of listOf(container, 'env')) {
    variables.set(String(name), {
      name: String(name),
      value: valueFrom
        ? valueOf(valueFrom as Json, objects)
        : String(value ?? ''),
    });
  }
  return [...variables.values()];
}

function valueOf(
  { secretKeyRef, configMapKeyRef }: Json,
  objects: World['objects'],
): string | undefined {
  const object = objectOf(secretKeyRef, configMapKeyRef, objects);
  const reference = (secretKeyRef ?? configMapKeyRef) as Json | undefined;
  return object?.texts?.[String(reference?.key)]?.setting;
}

function objectOf(
  secret: unknown,
  configMap: unknown,
  objects: World['objects'],
) {
  const kind = secret ? 'Secret' : 'ConfigMap';
  const name = ((secret ?? configMap) as Json | undefined)?.name;
  return objects.find(object => object.kind === kind && object.name === name);
}
