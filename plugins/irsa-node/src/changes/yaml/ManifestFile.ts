import { Document, isMap, isSeq, parseAllDocuments, YAMLMap } from 'yaml';
import { ChangeImpossibleError, TextFile } from '../types';
import { asMap } from './TextEditor';

const MAX_ALIASES = 1000;

/** An object of a manifest, and the place in the text where it is. */
export interface PlacedObject {
  file: ManifestFile;
  /** Of the file. */
  document: Document;
  /** The object itself, which may be an item of a `List`. */
  node: YAMLMap;
  value: Record<string, any>;
}

/** A file with manifests: its documents and the objects in them. */
export class ManifestFile {
  readonly documents: readonly Document[];
  /** Whether all of it could be read. */
  readonly isReadable: boolean;

  constructor(readonly path: string, readonly content: string) {
    const documents = parse(content);
    this.isReadable = documents !== undefined;
    this.documents = documents ?? [];
  }

  get objects(): PlacedObject[] {
    return this.documents.flatMap(document =>
      objectsIn(document.contents).flatMap(node => {
        const value = node.toJS(document, { maxAliasCount: MAX_ALIASES });
        return value && typeof value.kind === 'string'
          ? [{ file: this, document, node, value }]
          : [];
      }),
    );
  }

  /** What the documents say; templates and broken ones say nothing. */
  values(): unknown[] {
    return this.documents.map(document =>
      document.toJS({ maxAliasCount: MAX_ALIASES }),
    );
  }
}

function parse(content: string): Document[] | undefined {
  try {
    const documents = parseAllDocuments(content, {
      keepSourceTokens: true,
      uniqueKeys: false,
      merge: true,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const all = Array.isArray(documents) ? (documents as Document[]) : [];
    if (all.some(({ errors }) => errors.length > 0)) {
      return undefined;
    }
    all.forEach(document => document.toJS({ maxAliasCount: MAX_ALIASES }));
    return all;
  } catch {
    // Nested or repeated beyond what is sane.
    return undefined;
  }
}

function objectsIn(node: unknown): YAMLMap[] {
  if (!isMap(node)) {
    return [];
  }
  const items = node.get('items');
  return /List$/.test(String(node.get('kind') ?? '')) && isSeq(items)
    ? items.items.flatMap(item => asMap(item) ?? [])
    : [node];
}

/** An object by kind, name and namespace. One without a namespace in the text may be in any. */
export interface ObjectName {
  kind: string;
  namespace?: string;
  name: string;
}

/** The one object of this name. Throws ChangeImpossibleError when there are several. */
export function findObject(
  files: readonly ManifestFile[],
  { kind, namespace, name }: ObjectName,
): PlacedObject | undefined {
  const named = files
    .flatMap(({ objects }) => objects)
    .filter(
      ({ value }) => value.kind === kind && value.metadata?.name === name,
    );
  const exact = named.filter(
    ({ value }) => value.metadata.namespace === namespace,
  );
  const found =
    exact.length > 0
      ? exact
      : named.filter(
          ({ value }) =>
            namespace === undefined || value.metadata.namespace === undefined,
        );
  if (found.length > 1) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `${kind} ${name} is there ${found.length} times (${found
        .map(({ file }) => file.path)
        .join(', ')}). Name the files of one environment only.`,
      { path: found[0].file.path },
    );
  }
  return found[0];
}

export function manifestFiles(files: readonly TextFile[]): ManifestFile[] {
  return files.map(({ path, content }) => new ManifestFile(path, content));
}
