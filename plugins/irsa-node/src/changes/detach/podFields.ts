/** A JSON object from the Kubernetes API. */
export type Json = Record<string, unknown>;

/** A list of a PodSpec from which containers are taken. */
export type ContainerType = 'container' | 'init';

/** Objects of a list field, `[]` when it is absent. */
export function listOf(object: Json | undefined, field: string): Json[] {
  const list = object?.[field];
  return Array.isArray(list) ? (list as Json[]) : [];
}

/** `containers` or `initContainers`. */
export function containerField(type: ContainerType): string {
  return type === 'init' ? 'initContainers' : 'containers';
}

/** Every container of a PodSpec with its type and place. */
export function containersOf(
  spec: Json,
): { type: ContainerType; index: number; container: Json }[] {
  return (['init', 'container'] as const).flatMap(type =>
    listOf(spec, containerField(type)).map((container, index) => ({
      type,
      index,
      container,
    })),
  );
}
