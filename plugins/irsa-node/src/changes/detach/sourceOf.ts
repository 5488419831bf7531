import { Json } from './podFields';

/** The object that an element of `envFrom` names. */
export function sourceOf(element: Json): {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  prefix: string;
  optional?: boolean;
} {
  const kind = element.configMapRef ? 'ConfigMap' : 'Secret';
  const reference = (element.configMapRef ?? element.secretRef ?? {}) as Json;
  return {
    kind,
    name: String(reference.name ?? ''),
    prefix: String(element.prefix ?? ''),
    optional: reference.optional as boolean | undefined,
  };
}
