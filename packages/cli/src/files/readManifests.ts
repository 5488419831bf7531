import path from 'node:path';
import { Readable } from 'node:stream';
import { AuditFinding, KubernetesObject } from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';
import { Note } from '../notes';
import { findFiles, FoundFile } from './findFiles';
import { LineFinder, parsePath } from './locate';
import { DocumentError, parseDocument } from './parseDocument';
import { RealPaths } from './RealPaths';
import { readText, UnreadableTextError } from './readText';
import { splitDocuments, TextDocument } from './splitDocuments';
import { addGenerated, Kustomizations } from './Kustomizations';
import { KustomizeFolder, kustomizeNote } from './KustomizeFolder';
import { PlacedObject, toObjects } from './toObjects';

/** The name that is shown for standard input. */
const STDIN = 'stdin';

/** A file without these words cannot contain a manifest, so it need not be parsed. */
const MAYBE_MANIFEST = /\bkind\b|Generator\b/;
const KUSTOMIZATION = /(^|[\\/])kustomization(\.ya?ml)?$/i;

const NOTHING = 'no Kubernetes object in it';

/** Definitions of custom resources hold no key, and are often most of a chart's text. */
const DEFINITION = /^kind: ["']?CustomResourceDefinition\b/m;

interface Origin extends PlacedObject {
  file: string;
  lines: LineFinder;
}

export interface ReadOptions {
  /** Working directory: paths are relative to it, and shown so. */
  cwd: string;
  stdin: Readable;
  /** Texts that count instead of those on the disk, by absolute path. */
  contents?: ReadonlyMap<string, string>;
  /** For objects without a namespace. */
  defaultNamespace?: string;
  /** Whether objects get the namespace of the kustomization that takes them over, and its patches. */
  appliesKustomizations?: boolean;
  note: (note: Note) => void;
  /** Called for each file with the number of finished files and of all files. */
  progress?: (done: number, all: number) => void;
  signal?: AbortSignal;
}

/** The objects in files, folders and standard input, with their positions. */
export class Manifests {
  objects: KubernetesObject[] = [];
  files = 0;
  documents = 0;
  /** The text of each file with an object or a patch, and of each kustomization, by absolute path. Standard input is not among them. */
  readonly texts = new Map<string, string>();
  /** The file of each object, by absolute path. */
  readonly places = new Map<KubernetesObject, string>();
  /** What each kustomization takes over, by its absolute path: files and folders. */
  readonly kustomizations = new Map<string, readonly string[]>();
  private readonly kustomized = new Kustomizations();
  /** Objects that name no namespace, with their files. */
  private readonly placeless = new Map<KubernetesObject, string>();
  /** Those that name one. */
  private readonly placed = new Map<KubernetesObject, string>();
  /** Objects that name no namespace in their file, whether or not they have the default one. */
  readonly unplaced = new Set<KubernetesObject>();
  private readonly origins = new Map<string, Origin[]>();
  private readonly visited = new Set<string>();
  private readonly reals = new RealPaths();
  private readonly located = new Map<string, number>();
  /** Files and folders that kustomizations take over. */
  private included: string[] = [];

  constructor(private readonly options: ReadOptions) {}

  /** Reads paths, `-` for standard input. Throws CommandError when one does not exist. */
  async read(paths: readonly string[]): Promise<void> {
    const sources = paths.map(each =>
      each === '-' ? undefined : this.filesOf(each),
    );
    const all = sources.reduce((sum, each) => sum + (each?.length ?? 1), 0);
    let done = 0;
    const next = () => {
      done += 1;
      this.options.progress?.(done, all);
      this.options.signal?.throwIfAborted();
    };
    for (const source of sources) {
      if (!source) {
        await this.readOne(STDIN, this.options.stdin, true);
        next();
      }
      for (const file of source ?? []) {
        await this.readOne(this.shown(file.path), file.path, file.asked);
        next();
      }
    }
    await this.readIncluded();
    await this.readPatchTexts();
    if (this.options.appliesKustomizations) {
      this.objects = this.kustomized.apply(
        this.objects,
        this.places,
        this.placeless,
        this.placed,
        (at, text) => this.options.note(kustomizeNote(this.shown(at), text)),
      );
      this.fileAsChanged();
    }
  }

  /** Patches that are operations, and so no objects, are files to be changed too. */
  private async readPatchTexts(): Promise<void> {
    for (const file of this.patchFiles) {
      const text =
        this.texts.get(file) ??
        this.options.contents?.get(file) ??
        // What cannot be read was said where it is named.
        (await readText(file).catch(() => undefined));
      if (text !== undefined) {
        this.texts.set(file, text);
      }
    }
  }

  /** What a kustomization names anew is found where it is written. */
  private fileAsChanged(): void {
    const written = new Map(
      [...this.origins.values()].flatMap(all =>
        all.map(origin => [origin.object, origin] as const),
      ),
    );
    for (const object of this.objects) {
      const original = this.kustomized.originals.get(object) ?? object;
      const origin = written.get(original);
      const id = identityOf(object);
      const known = this.origins.get(id) ?? [];
      if (origin && !known.includes(origin)) {
        this.origins.set(id, [...known, origin]);
      }
    }
  }

  /** Bases and components may be outside of the given folders, and name further ones. */
  private async readIncluded(): Promise<void> {
    while (this.included.length > 0) {
      const paths = this.included;
      this.included = [];
      for (const file of paths.flatMap(each => this.filesOf(each))) {
        await this.readOne(this.shown(file.path), file.path, false);
        this.options.signal?.throwIfAborted();
      }
    }
  }

  /** Files of patches that kustomizations name, by absolute path: what is in them are no objects. */
  get patchFiles(): ReadonlySet<string> {
    return this.kustomized.patchFiles;
  }

  /** The objects that are written as such, and not as patches of others. */
  get written(): KubernetesObject[] {
    const { patchFiles } = this;
    return this.objects.filter(
      each => !patchFiles.has(this.places.get(each) ?? ''),
    );
  }

  /** What a kustomization changes, as it is written. */
  originalOf(object: KubernetesObject): KubernetesObject {
    return this.kustomized.originals.get(object) ?? object;
  }

  /**
   * File and line of a finding, when its object was read from one. For several objects with the same name, each call
   * returns the next one.
   */
  sourceOf(finding: AuditFinding): AuditFinding['source'] {
    const id = identity(finding);
    const parts = parsePath(finding.path);
    const origins =
      this.origins.get(id) ??
      // Its namespace is that of a kustomization.
      this.origins.get(identity({ ...finding, namespace: '' })) ??
      [];
    const places = origins.map(origin => ({
      file: origin.file,
      ...origin.lines.locate(
        origin.generated ? origin.within : [...origin.within, ...parts],
      ),
    }));
    const whole = places.filter(({ found }) => found);
    const patched =
      whole.length > 0 ? undefined : this.kustomized.patchOf(finding);
    if (patched) {
      return { ...patched, file: this.shown(patched.file) };
    }
    const candidates = whole.length > 0 ? whole : places;
    if (candidates.length === 0) {
      return undefined;
    }
    const turn = `${id} ${finding.path}`;
    const before = this.located.get(turn) ?? 0;
    this.located.set(turn, before + 1);
    const { file, line } = candidates[before % candidates.length];
    return { file, line };
  }

  private filesOf(given: string): FoundFile[] {
    try {
      return findFiles(
        path.resolve(this.options.cwd, given),
        this.visited,
        note => this.options.note({ ...note, where: this.shown(note.where) }),
        this.reals,
      );
    } catch (error) {
      throw new CommandError(
        (error as { code?: string }).code === 'ENOENT'
          ? `There is no ${given}. Name a file, a folder, or - for standard input.`
          : `${given} cannot be read (${(error as { code?: string }).code}).`,
      );
    }
  }

  private async readOne(
    file: string,
    source: string | Readable,
    asked: boolean,
  ): Promise<void> {
    const { note } = this.options;
    let text: string;
    try {
      const given =
        typeof source === 'string'
          ? this.options.contents?.get(source)
          : undefined;
      text = given ?? (await readText(source));
    } catch (error) {
      const skipped =
        !asked &&
        error instanceof UnreadableTextError &&
        error.why === 'binary';
      note({
        where: file,
        kind: skipped ? 'skipped' : 'broken',
        text:
          error instanceof UnreadableTextError
            ? error.message
            : `cannot be read (${
                (error as { code?: string }).code ?? 'failure'
              })`,
      });
      return;
    }
    this.files += 1;
    if (!MAYBE_MANIFEST.test(text) && !KUSTOMIZATION.test(file)) {
      if (asked && text.trim() !== '') {
        note({ where: file, kind: 'skipped', text: NOTHING, isEmpty: true });
      }
      return;
    }
    let objects = 0;
    let broken = 0;
    let unrendered = false;
    for (const document of splitDocuments(text)) {
      if (DEFINITION.test(document.text)) {
        objects += 1;
        continue;
      }
      try {
        objects += this.take(
          file,
          typeof source === 'string' ? source : undefined,
          document,
        );
      } catch (error) {
        if (!(error instanceof DocumentError)) {
          throw error;
        }
        const problem = noteOf(file, document, error);
        if (problem.kind === 'broken' || !unrendered) {
          note(problem);
        }
        unrendered ||= problem.kind === 'skipped';
        broken += 1;
      }
    }
    if (
      typeof source === 'string' &&
      (objects > 0 || this.kustomizations.has(source))
    ) {
      this.texts.set(source, text);
    }
    if (asked && objects === 0 && broken === 0) {
      note({ where: file, kind: 'skipped', text: NOTHING, isEmpty: true });
    }
  }

  private take(
    file: string,
    source: string | undefined,
    document: TextDocument,
  ): number {
    const lines = new LineFinder(document);
    const folder = new KustomizeFolder(
      source && path.dirname(source),
      text => this.options.note(kustomizeNote(file, text)),
      this.options.contents,
    );
    const found = parseDocument(document).flatMap(value =>
      toObjects(value, file, {
        read: named => folder.read(named),
        include: kustomization => {
          if (source) {
            const included = this.kustomized.add(
              source,
              kustomization,
              folder,
              lines,
            );
            this.included.push(...included);
            this.kustomizations.set(source, included);
          } else {
            folder.included(kustomization);
          }
        },
      }),
    );
    this.documents += 1;
    for (const placed of found) {
      const metadata = placed.object.metadata!;
      const isPlaced = Boolean(metadata.namespace);
      metadata.namespace ||= this.options.defaultNamespace;
      this.objects.push(placed.object);
      if (!isPlaced) {
        this.unplaced.add(placed.object);
      }
      if (source) {
        this.places.set(placed.object, source);
        if (isPlaced) {
          this.placed.set(placed.object, source);
        } else if (!metadata.namespace) {
          this.placeless.set(placed.object, source);
        }
      }
      const id = identityOf(placed.object);
      const known = this.origins.get(id) ?? [];
      const before = known.find(({ generated }) => generated);
      if (before && placed.generated) {
        addGenerated(before.object, placed.object);
      }
      known.push({ ...placed, file, lines });
      this.origins.set(id, known);
    }
    return found.length;
  }

  private shown(file: string): string {
    const relative = path.relative(this.options.cwd, file);
    return (relative.startsWith('..') ? file : relative || '.')
      .split(path.sep)
      .join('/');
  }
}

function noteOf(
  where: string,
  { text }: TextDocument,
  error: DocumentError,
): Note {
  // A template of Helm is only sometimes YAML before it is rendered.
  return text.includes('{{')
    ? {
        where,
        line: error.line,
        kind: 'skipped',
        text: 'looks like a Helm template that is not rendered; render it, for example helm template CHART | irsa-audit files -',
      }
    : { where, line: error.line, kind: 'broken', text: error.message };
}

function identityOf({ kind = '', metadata }: KubernetesObject): string {
  const { namespace = '', name = '' } = metadata ?? {};
  return identity({ namespace, kind, name });
}

function identity(
  object: Pick<AuditFinding, 'namespace' | 'kind' | 'name'>,
): string {
  return JSON.stringify([object.namespace, object.kind, object.name]);
}
