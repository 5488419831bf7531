import { posix } from 'node:path';
import { parse } from 'yaml';
import { isMapValue } from './values';

/** A field that a chart knows, be it set or not. */
export interface ValueHint {
  path: string[];
  /** What it is to be, where a schema says so. */
  type?: string;
  from: 'schema' | 'comment' | 'template';
}

const USE = /\.Values((?:\.[A-Za-z_]\w*)+)/g;
/** `with .Values.serviceAccount` and then `.annotations`. */
const BLOCK = /\{\{-?\s*with\s+\.Values((?:\.[A-Za-z_]\w*)+)\s*-?\}\}/g;
const KEY = /^(\s*)(#+ ?)?([A-Za-z_][\w.-]*):(?:\s|$)/;
/** How far behind `with` a use is looked for. */
const NEAR = 600;
const MAX_DEPTH = 8;
/** `$service.serviceAccount`, and `.env` inside of `range` and `with`. */
const RELATIVE =
  /[\s(]\$?((?!\$?\.(?:Values|Release|Chart|Files|Capabilities|Template)\b)(?:\$[a-zA-Z]\w*)?(?:\.[a-z]\w*)+)/g;

/** Fields that a chart's schema, comments and templates name; subcharts are not looked into. Pure. */
export function* hintsOf(
  files: ReadonlyMap<string, string>,
  folder: string,
): Generator<ValueHint> {
  const schema = files.get(posix.join(folder, 'values.schema.json'));
  if (schema !== undefined) {
    yield* schemaHints(parsed(schema), []);
  }
  const values = files.get(posix.join(folder, 'values.yaml'));
  if (values !== undefined) {
    yield* commentHints(values);
  }
  const templates = posix.join(folder, 'templates/');
  for (const [path, text] of files) {
    if (path.startsWith(templates)) {
      yield* templateHints(text);
    }
  }
}

function* schemaHints(
  schema: unknown,
  path: string[],
): Generator<ValueHint, void> {
  if (!isMapValue(schema) || path.length > MAX_DEPTH) {
    return;
  }
  if (path.length > 0) {
    const type = Array.isArray(schema.type)
      ? schema.type.find(each => each !== 'null')
      : schema.type;
    yield {
      path,
      type: typeof type === 'string' ? type : undefined,
      from: 'schema',
    };
  }
  if (isMapValue(schema.properties)) {
    for (const [name, inner] of Object.entries(schema.properties)) {
      yield* schemaHints(inner, [...path, name]);
    }
  }
}

/** Keys that are commented out stand where they would be: `# envFrom: []`. */
function* commentHints(text: string): Generator<ValueHint> {
  const above: { indent: number; key: string }[] = [];
  for (const line of text.split('\n')) {
    const [, space, mark, key] = KEY.exec(line) ?? [];
    if (key === undefined) {
      continue;
    }
    const indent = space.length;
    if (mark === undefined) {
      while (above.length > 0 && above.at(-1)!.indent >= indent) {
        above.pop();
      }
      above.push({ indent, key });
    } else {
      const owners = above.filter(each => each.indent < indent);
      yield { path: [...owners.map(each => each.key), key], from: 'comment' };
    }
  }
}

function* templateHints(text: string): Generator<ValueHint> {
  for (const [, dotted] of text.matchAll(USE)) {
    yield { path: dotted.slice(1).split('.'), from: 'template' };
  }
  for (const found of text.matchAll(BLOCK)) {
    const owner = found[1].slice(1).split('.');
    const behind = text.slice(found.index + found[0].length).slice(0, NEAR);
    for (const [, dotted] of behind.matchAll(
      /\{\{[^}]*?[\s(]((?:\.[a-z]\w*)+)/g,
    )) {
      yield {
        path: [...owner, ...dotted.slice(1).split('.')],
        from: 'template',
      };
    }
  }
}

/**
 * Names of fields that templates use of something that is not `.Values` itself, such as of each item of a `range`. Pure.
 *
 * @returns each as the fields that lead there
 */
export function relativeFields(
  files: ReadonlyMap<string, string>,
  folder: string,
): string[][] {
  const templates = posix.join(folder, 'templates/');
  const found = new Set<string>();
  for (const [path, text] of files) {
    if (path.startsWith(templates)) {
      for (const [expression] of text.matchAll(/\{\{[^]*?\}\}/g)) {
        for (const [, dotted] of expression.matchAll(RELATIVE)) {
          found.add(dotted.replace(/^[^.]*\./, ''));
        }
      }
    }
  }
  return [...found].map(each => each.split('.'));
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // A schema that cannot be read tells nothing; Helm will say so.
    return undefined;
  }
}
