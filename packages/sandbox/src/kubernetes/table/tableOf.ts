import { ResourceType } from '../resources/resourceTypes';
import { Json, JsonObject, KubeObject } from '../types';
import { Column, columnsOf } from './columns';

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export function tableOf(
  type: ResourceType,
  items: KubeObject[],
  metadata: JsonObject,
  includeObject: string,
  now: number,
): JsonObject {
  const columns: Column[] = columnsOf(type);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(column => ({
      name: column.name,
      type: column.type ?? 'string',
      format: column.name === 'Name' ? 'name' : '',
      description: '',
      priority: column.wide ? 1 : 0,
    })),
    rows: items.map(item => ({
      cells: columns.map(column => column.cell(item, now) as Json),
      ...(includeObject === 'None'
        ? {}
        : {
            object:
              includeObject === 'Object'
                ? item
                : {
                    kind: 'PartialObjectMetadata',
                    apiVersion: 'meta.k8s.io/v1',
                    metadata: item.metadata,
                  },
          }),
    })),
  };
}
