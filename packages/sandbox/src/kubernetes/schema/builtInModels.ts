import { ResourceType } from '../resources/resourceTypes';
import schemas from './builtInSchemas.json';

export interface FieldType {
  kind: 'list' | 'map' | 'model' | 'plain';
  /** The type of the elements, for lists and maps. */
  items?: FieldType;
  /** Name of a model, or `string`, `boolean`, `int32`, … */
  name: string;
  required: boolean;
}

export type Model = Map<string, FieldType>;

function parseType(text: string): FieldType {
  const required = text.endsWith('!');
  const type = required ? text.slice(0, -1) : text;
  if (type.startsWith('[]')) {
    const items = parseType(type.slice(2));
    return { kind: 'list', items, name: type, required };
  }
  if (type.startsWith('{}')) {
    const items = parseType(type.slice(2));
    return { kind: 'map', items, name: type, required };
  }
  return {
    kind: /^[A-Z]/.test(type) ? 'model' : 'plain',
    name: type,
    required,
  };
}

const models = new Map<string, Model>(
  Object.entries(schemas as Record<string, Record<string, string>>).map(
    ([name, fields]) => [
      name,
      new Map(
        Object.entries(fields).map(([field, type]) => [field, parseType(type)]),
      ),
    ],
  ),
);

export function modelOf(name: string): Model | undefined {
  return models.get(name);
}

/** The name of the model of a built-in kind; undefined when its fields are not known. */
export function modelNameOf({
  kind,
  version,
  group,
}: Pick<ResourceType, 'kind' | 'version' | 'group'>): string | undefined {
  const plain = `${version.toUpperCase()}${kind}`;
  const area = group.split('.')[0] || 'core';
  const prefixed = `${area[0].toUpperCase()}${area.slice(1)}${plain}`;
  return [plain, prefixed].find(name => models.has(name));
}

/** Name of the struct in Go: `EnvVar` for `V1EnvVar`. */
export function structName(model: string): string {
  return model.replace(/^[A-Za-z]*?V\d+((alpha|beta)\d+)?(?=[A-Z])/, '');
}
