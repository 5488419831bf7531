import path from 'node:path';
import { Readable } from 'node:stream';
import {
  auditObjects,
  changeManifests,
  ChangeImpossibleError,
  CustomResourceRule,
  Fix,
  ObjectName,
  planFixes,
} from 'backstage-plugin-irsa-node';
import { CommandError, EXIT } from './errors';
import { Manifests } from './files/readManifests';
import { environmentsOf } from './fix/environments';
import { maskedDiff, secretTexts } from './fix/maskedDiff';
import { roleArnFor } from './fix/roleArn';
import { writeTexts } from './fix/writeTexts';
import { Io, write } from './io';
import { describeNote, Note } from './notes';
import { readCatalogueFile } from './options';
import { count, printable } from './text';

export interface FixOptions {
  roleArn?: string;
  /** `Kind/name` or `Kind/namespace/name`; all when none is given. */
  workload: string[];
  namespace?: string;
  region?: string;
  dryRun: boolean;
  catalogue?: string;
}

interface Done {
  /** New texts by absolute path. */
  texts: ReadonlyMap<string, string>;
  fixed: Fix[];
  left: { object: ObjectName; reason: string }[];
}

/**
 * `irsa-audit fix`: takes static keys out of the workloads of a working tree and gives them roles. The result is read and audited again
 * before a byte is written. @returns the exit code. Throws CommandError.
 */
export async function fixCommand(
  given: readonly string[],
  options: FixOptions,
  io: Io,
): Promise<number> {
  const roleArn = roleArnFor(options.roleArn);
  const catalogue = readCatalogueFile(options.catalogue, io.cwd);
  const notes: Note[] = [];
  const read = (contents?: ReadonlyMap<string, string>) =>
    readAll(
      given,
      options,
      io,
      contents,
      contents ? () => {} : note => notes.push(note),
    );
  const before = await read();
  const findings = auditObjects(before.objects, { catalogue });
  const wanted = planFixes(before.objects, findings, {
    roleArn,
    region: options.region,
  }).filter(({ object }) => isWanted(object, options.workload));
  if (options.workload.length > 0 && wanted.length === 0) {
    throw new CommandError(
      `No workload with a key matches --workload ${options.workload.join(
        ', ',
      )}. irsa-audit files lists them.`,
    );
  }
  const done = applyAll(
    wanted,
    before,
    given.map(each => path.resolve(io.cwd, each)),
    io.cwd,
  );
  const kept = prove(done, before, await read(done.texts), catalogue);
  for (const note of notes) {
    await write(io.stderr, `${printable(describeNote(note))}\n`);
  }
  if (options.dryRun) {
    const values = secretTexts(before.objects);
    for (const [file, text] of done.texts) {
      await write(
        io.stdout,
        maskedDiff(
          path.relative(io.cwd, file).split(path.sep).join('/'),
          before.texts.get(file) ?? '',
          text,
          values,
        ),
      );
    }
  } else {
    writeTexts(done.texts, before.texts, io.cwd);
  }
  await write(io.stderr, sayings(done, kept, options));
  if (notes.some(({ kind }) => kind === 'broken')) {
    return EXIT.unreadable;
  }
  return done.left.length > 0 ? EXIT.findings : EXIT.clean;
}

async function readAll(
  given: readonly string[],
  options: FixOptions,
  io: Io,
  contents: ReadonlyMap<string, string> | undefined,
  note: (note: Note) => void,
): Promise<Manifests> {
  const manifests = new Manifests({
    cwd: io.cwd,
    stdin: Readable.from([]),
    defaultNamespace: options.namespace,
    contents,
    note,
  });
  await manifests.read(given);
  return manifests;
}

function isWanted(
  { kind, namespace = '', name }: ObjectName,
  wanted: readonly string[],
): boolean {
  return (
    wanted.length === 0 ||
    wanted.includes(`${kind}/${name}`) ||
    wanted.includes(`${kind}/${namespace}/${name}`)
  );
}

/** Applies one change after the other; one that cannot be written changes nothing. */
function applyAll(
  fixes: readonly Fix[],
  { texts, kustomizations }: Pick<Manifests, 'texts' | 'kustomizations'>,
  roots: readonly string[],
  cwd: string,
): Done {
  const now = new Map(
    [...texts].filter(([file]) => roots.some(root => isWithin(root, file))),
  );
  const fixed: Fix[] = [];
  const left: Done['left'] = [];
  for (const fix of fixes) {
    if (!fix.change) {
      left.push(fix);
      continue;
    }
    const { object, change } = fix;
    const names = [object.name, change.serviceAccount?.name ?? object.name];
    try {
      const changed = changeManifests(
        [...now]
          .filter(([, content]) => names.some(name => content.includes(name)))
          .map(([file, content]) => ({ path: file, content })),
        // A namespace that was given on the command line is in none of the files.
        change,
      );
      const shared = changed
        .map(({ path: file }) => environmentsOf(file, kustomizations))
        .find(environments => environments.length > 1);
      if (shared) {
        left.push({
          object,
          reason: relative(
            `Its files are in several environments of Kustomize (${shared
              .map(each => path.dirname(each))
              .join(
                ', ',
              )}), which would all get the same role. Make a patch in each of them, or render one and change that.`,
            cwd,
          ),
        });
        continue;
      }
      changed.forEach(({ path: file, content }) => now.set(file, content));
      fixed.push(fix);
    } catch (error) {
      if (!(error instanceof ChangeImpossibleError)) {
        throw error;
      }
      left.push({ object, reason: relative(error.message, cwd) });
    }
  }
  return {
    texts: new Map([...now].filter(([file, text]) => texts.get(file) !== text)),
    fixed,
    left,
  };
}

function isWithin(root: string, file: string): boolean {
  const inside = path.relative(root, file);
  return !inside.startsWith('..') && !path.isAbsolute(inside);
}

function relative(message: string, cwd: string): string {
  return message.replaceAll(`${cwd}${path.sep}`, '');
}

/**
 * Runs the detector on the result: what was fixed must be clean, and nothing else may have changed. Throws CommandError.
 *
 * @returns Secrets and ConfigMaps that still hold a key
 */
function prove(
  { fixed }: Done,
  before: Manifests,
  after: Manifests,
  catalogue: readonly CustomResourceRule[],
): ObjectName[] {
  const isFixed = new Set(fixed.map(({ object }) => idOf(object)));
  const [old, now] = [before, after].map(({ objects }) =>
    auditObjects(objects, { catalogue }),
  );
  const remaining = now.filter(
    finding =>
      isFixed.has(idOf(finding)) &&
      (finding.verdict === 'static-aws' || finding.verdict === 'irsa-shadowed'),
  );
  const others = (findings: typeof now) =>
    JSON.stringify(
      findings
        // Who uses a Secret has changed, and with it what is said of it.
        .filter(each => !isFixed.has(idOf(each)) && !isStored(each))
        .map(({ path: _place, ...finding }) => finding),
    );
  if (remaining.length > 0 || others(old) !== others(now)) {
    throw new CommandError(
      `The edited files would not say what was planned${
        remaining.length > 0
          ? ` (${remaining
              .map(({ kind, name }) => `${kind} ${name}`)
              .join(', ')} would still get a key)`
          : ''
      }, so nothing was written. Please report this with a small example.`,
    );
  }
  return [
    ...new Map(
      now.filter(isStored).map(finding => [idOf(finding), finding]),
    ).values(),
  ];
}

function isStored({ kind }: ObjectName): boolean {
  return kind === 'Secret' || kind === 'ConfigMap';
}

function idOf({ kind, namespace = '', name }: ObjectName): string {
  return JSON.stringify([kind, namespace, name]);
}

function sayings(
  { fixed, left, texts }: Done,
  kept: readonly ObjectName[],
  { dryRun }: FixOptions,
): string {
  const title = ({ kind, namespace, name }: ObjectName) =>
    `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
  const lines = [
    ...fixed.map(({ object, change }) => {
      const account = change?.serviceAccount;
      return `${title(object)}: the key is taken out${
        account
          ? `; ServiceAccount ${account.name} gets ${Object.values(
              account.annotations,
            ).join(', ')}`
          : '; the role that it has already stays'
      }.`;
    }),
    ...left.map(
      ({ object, reason }) => `Left to you: ${title(object)}. ${reason}`,
    ),
    ...kept.map(
      object =>
        `${title(
          object,
        )} still holds a key. Keep it until the workloads have run without the key for a while; then switch the key off, and delete both.`,
    ),
    fixed.length === 0 && left.length === 0
      ? 'No workload in these files gets a static key.'
      : `${count(fixed.length, 'workload')} in ${count(texts.size, 'file')} ${
          dryRun ? 'would be changed; nothing was written' : 'changed'
        }; ${left.length} left to you.`,
  ];
  return lines.map(line => `${printable(line)}\n`).join('');
}
