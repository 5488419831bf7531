import { APPLY } from '../api';
import { Cluster } from '../support/Cluster';
import { APPLY_PATCH, container, deployment } from '../support/manifests';
import { patch, stored } from '../support/objects';
import { plain } from '../support/reduce';

export const MIGRATION = `${APPLY}#migration-between-client-side-and-server-side-apply`;

/** Server-side apply with a field manager. */
export function apply(
  cluster: Cluster,
  fieldManager: string | undefined,
  plural: string,
  body: any,
  query = {},
) {
  return patch(cluster, plural, body.metadata.name, APPLY_PATCH, body, {
    fieldManager,
    ...query,
  });
}

export const map = (data?: object, more = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c' },
  ...(data ? { data } : {}),
  ...more,
});

/** The owners of fields, in short. Entries of the same second have no fixed order. */
export async function owners(cluster: Cluster, plural: string, name: string) {
  const { metadata } = await stored(cluster, plural, name);
  return (metadata.managedFields ?? [])
    .map((entry: any) =>
      plain({
        manager: entry.manager,
        operation: entry.operation,
        subresource: entry.subresource,
        fields: paths(entry.fieldsV1),
      }),
    )
    .sort((a: any, b: any) =>
      `${a.manager} ${a.operation}`.localeCompare(
        `${b.manager} ${b.operation}`,
      ),
    );
}

/** `f:data f:k` for a leaf, and a dot for the map or element itself. */
function paths(fields: any, path = ''): string[] {
  return Object.entries(fields)
    .flatMap(([name, inner]: [string, any]) => {
      const at = path ? `${path} ${name}` : name;
      return Object.keys(inner).length ? paths(inner, at) : [at];
    })
    .sort();
}

export const by = (
  manager: string,
  operation: string,
  ...fields: string[]
) => ({
  manager,
  operation,
  fields,
});

export const KEYS = (...names: string[]) =>
  deployment('d', {
    replicas: 0,
    template: {
      containers: [
        container({ env: names.map(name => ({ name, value: '1' })) }),
      ],
    },
  });

export const envOf = ({ spec }: any) =>
  spec.template.spec.containers[0].env?.map((each: any) => each.name) ?? 'none';
