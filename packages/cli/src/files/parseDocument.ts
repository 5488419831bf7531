import {
  LineCounter,
  parseAllDocuments,
  ParseOptions,
  DocumentOptions,
  SchemaOptions,
} from 'yaml';
import { looksLikeJson, TextDocument } from './splitDocuments';

/** Maximum number of nodes of a document. Nodes that anchors repeat count each time. */
const MAX_NODES = 5_000_000;
const MAX_DEPTH = 200;
/** The library's count for one anchor: its uses times the anchors that it uses itself. */
const MAX_ALIASES = 1000;

/** Messages of the library quote the line at fault, with any value that is on it; its codes do not. */
const REASONS: Record<string, string> = {
  BAD_COLLECTION_TYPE: 'a list or map does not fit its tag',
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag',
  BAD_ALIAS: 'an alias has a name that is not allowed',
  BAD_DIRECTIVE: 'a directive is not known',
  BAD_DQ_ESCAPE: 'an escape in double quotes is not known',
  BAD_INDENT: 'the indentation does not fit',
  BAD_PROP_ORDER: 'anchor or tag is in the wrong place',
  BAD_SCALAR_START: 'a plain value cannot begin with this character',
  BLOCK_AS_IMPLICIT_KEY:
    'a block cannot be a key; is a line indented too far, or a colon not in quotes?',
  BLOCK_IN_FLOW: 'a block cannot be inside brackets',
  DUPLICATE_KEY: 'a key is there twice',
  IMPOSSIBLE: 'it cannot be parsed',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR:
    'a character is missing: a quote, a bracket, a comma or a colon',
  MULTILINE_IMPLICIT_KEY:
    'a key goes over more than one line; is a colon missing?',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'another document begins without ---',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is not text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'indented with a tab; YAML allows spaces only',
  TAG_RESOLVE_FAILED: 'a value does not fit its tag',
  UNEXPECTED_TOKEN: 'something is there that cannot be there',
};

/** A document that cannot be read. The message has no full stop and contains nothing of the content. */
export class DocumentError extends Error {
  readonly name = 'DocumentError';

  constructor(message: string, readonly line: number) {
    super(message);
  }
}

/** Options of the parser, here and when lines are looked up. */
export const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  // As in kubectl, the last one counts.
  uniqueKeys: false,
  merge: true,
  prettyErrors: false,
  logLevel: 'silent',
};

/** The values in a document, usually one. Throws DocumentError. */
export function parseDocument(document: TextDocument): unknown[] {
  const values = looksLikeJson(document.text)
    ? parseJson(document) ?? parseYaml(document)
    : parseYaml(document);
  for (const value of values) {
    checkSize(value, document.firstLine);
  }
  return values;
}

function parseJson({ text }: TextDocument): unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    // Flow style of YAML, or an error that the other parser knows the line of.
    return undefined;
  }
}

function parseYaml({ text, firstLine }: TextDocument): unknown[] {
  const lineCounter = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { ...YAML_OPTIONS, lineCounter });
    const values: unknown[] = [];
    for (const document of documents) {
      const [error] = document.errors;
      if (error) {
        const { line } = lineCounter.linePos(error.pos[0]);
        throw new DocumentError(
          `not valid ${looksLikeJson(text) ? 'JSON' : 'YAML'}: ${
            REASONS[error.code] ?? REASONS.IMPOSSIBLE
          }`,
          firstLine + line - 1,
        );
      }
      values.push(document.toJS({ maxAliasCount: MAX_ALIASES }));
    }
    return values;
  } catch (error) {
    throw error instanceof DocumentError
      ? error
      : new DocumentError(reasonOf(error), firstLine);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) {
    return 'it is nested too deeply';
  }
  if (error instanceof ReferenceError) {
    return 'its anchors refer to nothing, or multiply beyond what is sane';
  }
  return 'it cannot be read as YAML';
}

/** Throws DocumentError for a document that would take too much time or stack. */
function checkSize(value: unknown, line: number): void {
  let nodes = 0;
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    nodes += 1;
    if (nodes > MAX_NODES) {
      throw new DocumentError('it is too large to be looked through', line);
    }
    if (typeof next.value !== 'object' || next.value === null) {
      continue;
    }
    if (next.depth >= MAX_DEPTH) {
      throw new DocumentError('it is nested too deeply', line);
    }
    for (const part of Object.values(next.value)) {
      waiting.push({ value: part, depth: next.depth + 1 });
    }
  }
}
