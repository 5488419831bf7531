import { isObject, JsonObject } from '../../json';
import { parseDocument } from '../parseDocument';
import { splitDocuments } from '../splitDocuments';

/** A field of objects of some kind, however many lists are on the way. */
export interface FieldSpec {
  /** Absent: of every kind. */
  kind?: string;
  group?: string;
  path: readonly string[];
}

/** What a kustomization says of kinds that Kustomize does not know. */
export interface Configuration {
  /** Fields with the name of an object of this kind. */
  references: readonly (FieldSpec & { refersTo: string })[];
  /** Fields in which `$(NAME)` is filled in. */
  variables: readonly FieldSpec[];
}

/** How files of rules are read. */
interface ConfigurationSource {
  /** The text of a file; `undefined` when it cannot be read, which the caller says. */
  readRules: (named: string) => string | undefined;
  /** Says what is not known, in words. */
  say: (text: string) => void;
}

/** These decide on names in further fields, or on fields that no audit looks at but for their names. */
const NOT_READ = ['namePrefix', 'nameSuffix'];

/**
 * The rules of a kustomization for references and variables.
 * {@link https://github.com/kubernetes-sigs/kustomize/tree/master/examples/transformerconfigs}
 */
export function configurationsOf(
  { configurations }: JsonObject,
  source: ConfigurationSource,
): Configuration {
  const rules = (Array.isArray(configurations) ? configurations : []).flatMap(
    named => (typeof named === 'string' ? rulesIn(named, source) : []),
  );
  return {
    references: rules.flatMap(({ nameReference }) =>
      listOf(nameReference).flatMap(({ kind, fieldSpecs }) =>
        specsIn(fieldSpecs).map(spec => ({ ...spec, refersTo: String(kind) })),
      ),
    ),
    variables: rules.flatMap(({ varReference }) => specsIn(varReference)),
  };
}

function rulesIn(
  file: string,
  { readRules, say }: ConfigurationSource,
): JsonObject[] {
  const text = readRules(file);
  if (text === undefined) {
    return [];
  }
  try {
    const found = [...splitDocuments(text)]
      .flatMap(document => parseDocument(document))
      .filter(isObject);
    for (const field of NOT_READ) {
      if (found.some(rules => listOf(rules[field]).length > 0)) {
        say(`the rules of ${field} in ${file} were not read`);
      }
    }
    return found;
  } catch {
    say(`${file} is not valid YAML, so its rules for names are not known`);
    return [];
  }
}

function specsIn(value: unknown): FieldSpec[] {
  return listOf(value).flatMap(({ kind, group, path }) =>
    typeof path === 'string'
      ? [
          {
            kind: typeof kind === 'string' ? kind : undefined,
            group: typeof group === 'string' ? group : undefined,
            path: path
              .split('/')
              .map(step => step.replace(/\[\]$/, ''))
              .filter(Boolean),
          },
        ]
      : [],
  );
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
