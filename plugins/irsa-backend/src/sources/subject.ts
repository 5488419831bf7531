import { Json, Subject } from './types';

/** Fields of an object, `{}` where there are none. */
export function fieldsOf(value: unknown): Json {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Json)
    : {};
}

/** Objects of a list, `[]` where there is none. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** A text that says something. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Texts of an object of texts; others are left out. */
function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** An object that was read, as something whose own place can be looked for. */
export function subjectOf(
  cluster: string,
  group: string,
  kind: string,
  object: Json,
): Subject {
  const metadata = fieldsOf(object.metadata);
  return {
    cluster,
    group,
    kind,
    namespace: textOf(metadata.namespace) ?? '',
    name: textOf(metadata.name) ?? '',
    labels: textsOf(metadata.labels),
    annotations: textsOf(metadata.annotations),
    owners: listOf(metadata.ownerReferences).map(owner => ({
      kind: textOf(owner.kind),
      name: textOf(owner.name),
      controller: owner.controller === true,
    })),
  };
}

/** `Argo CD Application argocd/orders` and the like. */
export function titleOf(tool: string, subject: Subject): string {
  return `${tool}${subject.kind} ${subject.namespace}/${subject.name}`;
}
