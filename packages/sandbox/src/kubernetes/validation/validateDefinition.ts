import { Definition } from '../resources/customTypes';
import { Structural } from '../schema/structural';
import { isObject } from '../json';
import { Causes } from './Causes';

/** Every specified field needs a type. */
function validateStructural(
  schema: Structural,
  at: string,
  causes: Causes,
  root = false,
): void {
  const open =
    schema['x-kubernetes-int-or-string'] ||
    schema['x-kubernetes-preserve-unknown-fields'];
  if (!schema.type && !open) {
    causes.required(
      `${at}.type`,
      root
        ? 'must not be empty at the root'
        : 'must not be empty for specified object fields',
    );
  }
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    validateStructural(inner, `${at}.properties[${name}]`, causes);
  }
  if (schema.items) {
    validateStructural(schema.items, `${at}.items`, causes);
  }
  if (isObject(schema.additionalProperties)) {
    validateStructural(
      schema.additionalProperties as Structural,
      `${at}.additionalProperties`,
      causes,
    );
  }
}

/** Collects what the API refuses in CustomResourceDefinitions. */
export function validateDefinition(
  definition: Definition,
  live: Definition | undefined,
  causes: Causes,
): void {
  const { spec, metadata } = definition;
  const { names } = spec;
  if (!names?.plural) {
    causes.required('spec.names.plural', '');
  }
  if (!names?.kind) {
    causes.required('spec.names.kind', '');
  }
  if (metadata.name !== `${names?.plural}.${spec.group}`) {
    causes.invalid(
      'metadata.name',
      metadata.name,
      'must be spec.names.plural+"."+spec.group',
    );
  }
  if (!['Cluster', 'Namespaced'].includes(spec.scope)) {
    causes.notSupported('spec.scope', spec.scope ?? '', [
      'Cluster',
      'Namespaced',
    ]);
  }
  for (const field of ['group', 'scope'] as const) {
    if (live && live.spec[field] !== spec[field]) {
      causes.invalid(`spec.${field}`, spec[field], 'field is immutable');
    }
  }
  const versions = spec.versions ?? [];
  if (versions.filter(({ storage }) => storage).length !== 1) {
    causes.invalid(
      'spec.versions',
      versions.map(({ name }) => name),
      'must have exactly one version marked as storage version',
    );
  }
  versions.forEach(({ schema }, index) => {
    const at = `spec.versions[${index}].schema.openAPIV3Schema`;
    const structural = schema?.openAPIV3Schema;
    if (!structural) {
      causes.required(at, '');
    } else {
      validateStructural(structural, at, causes, true);
    }
  });
}
