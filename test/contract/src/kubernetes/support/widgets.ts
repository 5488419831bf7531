/** A custom kind for one test. Its group is named after the test's namespace. */
export const DEFINITIONS =
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

export function widget(group: string) {
  return {
    apiVersion: `${group}/v1`,
    kind: 'Widget',
    metadata: { name: 'w' },
    spec: { size: 1 },
  };
}

export function widgets(group: string, namespace: string) {
  return {
    path: `/apis/${group}/v1/namespaces/${namespace}/widgets`,
    definition: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `widgets.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'widgets', singular: 'widget', kind: 'Widget' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    properties: { size: { type: 'integer' } },
                  },
                },
              },
            },
          },
        ],
      },
    },
  };
}
