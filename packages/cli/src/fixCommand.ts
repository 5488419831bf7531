import path from 'node:path';
import { Readable } from 'node:stream';
import {
  auditObjects,
  CustomResourceRule,
  Fix,
  maskedDiff,
  ObjectName,
  planFixes,
  secretTexts,
} from 'backstage-plugin-irsa-node';
import { CommandError, EXIT } from './errors';
import { Manifests } from './files/readManifests';
import { applyAll, Done, sharedBy } from './fix/applyAll';
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
    // A shared base is planned again for each environment, with its own role.
    roleArn: (workload, account) =>
      sharedBy(workload, before).length > 1 ? '' : roleArn(workload, account),
    region: options.region,
  }).filter(({ object }) => isWanted(object, options.workload));
  if (options.workload.length > 0 && wanted.length === 0) {
    throw new CommandError(
      `No workload with a key matches --workload ${options.workload.join(
        ', ',
      )}. irsa-audit files lists them.`,
    );
  }
  const done = await applyAll(wanted, before, {
    roots: given.map(each => path.resolve(io.cwd, each)),
    cwd: io.cwd,
    objects: before.objects,
    kustomizations: before.kustomizations,
    roleArn,
    region: options.region,
    catalogue,
    env: io.env,
  });
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
  { fixed, left, patched, texts }: Done,
  kept: readonly ObjectName[],
  { dryRun }: FixOptions,
): string {
  const title = ({ kind, namespace, name }: ObjectName) =>
    `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
  const done = ({ change }: Fix) => {
    const account = change?.serviceAccount;
    return account
      ? `ServiceAccount ${account.name} gets ${Object.values(
          account.annotations,
        ).join(', ')}`
      : 'the role that it has already stays';
  };
  const lines = [
    ...fixed.map(
      fix => `${title(fix.object)}: the key is taken out; ${done(fix)}.`,
    ),
    ...patched.map(({ object, environment, fix }) =>
      fix
        ? `${title(
            fix.object,
          )}, environment ${environment}: the key is taken out by a patch; ${done(
            fix,
          )}.`
        : `${title(
            object,
          )}, environment ${environment}: nothing to do, it gets no key there.`,
    ),
    ...left.map(
      ({ object, reason }) => `Left to you: ${title(object)}. ${reason}`,
    ),
    ...kept.map(
      object =>
        `${title(
          object,
        )} still holds a key. Keep it until the workloads have run without the key for a while; then switch the key off, and delete both.`,
    ),
    fixed.length + patched.length + left.length === 0
      ? 'No workload in these files gets a static key.'
      : `${count(
          fixed.length + patched.filter(({ fix }) => fix).length,
          'workload',
        )} in ${count(texts.size, 'file')} ${
          dryRun ? 'would be changed; nothing was written' : 'changed'
        }; ${left.length} left to you.`,
  ];
  return lines.map(line => `${printable(line)}\n`).join('');
}
