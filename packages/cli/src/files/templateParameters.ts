import { isObject } from '../json';

/** `${NAME}`, and `${{NAME}}` of values that are no texts. */
const PLACE = /\$\{\{(\w+)\}\}|\$\{(\w+)\}/g;

/**
 * The objects of an OpenShift template with the values that its parameters have in the file. What has none, because it is
 * asked for or made up when the template is used, stays a placeholder. Pure.
 * Source: https://docs.redhat.com/en/documentation/openshift_container_platform/4.16/html/images/using-templates
 */
export function withParameters(objects: unknown, parameters: unknown): unknown {
  const values = new Map(
    (Array.isArray(parameters) ? parameters : []).flatMap(each =>
      isObject(each) &&
      typeof each.name === 'string' &&
      ['string', 'number', 'boolean'].includes(typeof each.value)
        ? [[each.name, String(each.value)] as const]
        : [],
    ),
  );
  return values.size === 0 ? objects : fill(objects, values);
}

function fill(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(
      PLACE,
      (place, bare, quoted) => values.get(bare ?? quoted) ?? place,
    );
  }
  if (Array.isArray(value)) {
    return value.map(each => fill(each, values));
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, fill(each, values)]),
      )
    : value;
}
