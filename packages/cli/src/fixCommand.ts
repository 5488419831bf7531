import path from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'yaml';
import {
  auditObjects,
  CustomResourceRule,
  isTerraform,
  maskedDiff,
  ObjectName,
  planFixes,
  secretTextsOf,
} from 'backstage-plugin-irsa-node';
import { CommandError, EXIT } from './errors';
import { Manifests, ReadOptions } from './files/readManifests';
import { applyAll, ApplyOptions, Done, sharedBy } from './fix/applyAll';
import { ChartFolder, isChart } from './fix/ChartFolder';
import { AwsGiven, awsValues, awsWanted } from './fix/aws/options';
import { AwsWritten, writeAws } from './fix/aws/writeAws';
import { changedByOverlay, storedBeside } from './fix/kustomized';
import { deliveryNotes } from './fix/deliveryNotes';
import { fixCode } from './fix/fixCode';
import { fixChart } from './fix/fixChart';
import { fixPatched } from './fix/fixPatched';
import { fixTerraform } from './fix/fixTerraform';
import { roleArnFor } from './fix/roleArn';
import { sayings } from './fix/sayings';
import { writeTexts } from './fix/writeTexts';
import { Io, write } from './io';
import { describeNote, Note, notRead } from './notes';
import { readCatalogueFile } from './options';
import { printable } from './text';

export interface FixOptions extends AwsGiven {
  roleArn?: string;
  /** `Kind/name` or `Kind/namespace/name`; all when none is given. */
  workload: string[];
  namespace?: string;
  region?: string;
  dryRun: boolean;
  /** Source of a service instead of manifests. */
  code?: boolean;
  catalogue?: string;
  /** Files of values of a chart's release, the last of which wins. */
  values?: string[];
  /** Of a chart; its name when absent. */
  release?: string;
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
  if (options.code) {
    return fixOnlyCode(given, options, io);
  }
  const roleArn = roleArnFor(options.roleArn);
  const aws = awsWanted(options, options.region);
  const catalogue = readCatalogueFile(options.catalogue, io.cwd);
  const charts = given.filter(each => isChart(path.resolve(io.cwd, each)));
  if (charts.length > 0) {
    return fixCharts(given, charts, options, io);
  }
  if (options.values || options.release) {
    throw new CommandError(
      '--values and --release are for the folder of a chart, and none of the paths has a Chart.yaml.',
    );
  }
  const notes: Note[] = [];
  const take = (note: Note) => {
    const id = JSON.stringify(note);
    if (!notes.some(each => JSON.stringify(each) === id)) {
      notes.push(note);
    }
  };
  const read = (
    contents?: ReadonlyMap<string, string>,
    appliesKustomizations = false,
  ) =>
    readAll(given, options, io, {
      contents,
      appliesKustomizations,
      note: note => {
        // What is only in memory until now is missed on the disk.
        const isNew = [...(contents?.keys() ?? [])].some(file =>
          note.text.includes(`includes ${path.basename(file)},`),
        );
        if (!contents || (appliesKustomizations && !isNew)) {
          take(note);
        }
      },
    });
  const terraform = fixTerraform(given, {
    cwd: io.cwd,
    roleArn,
    region: options.region,
    catalogue,
    isWanted: object => isWanted(object, options.workload),
    writesAws: aws !== undefined,
  });
  notes.push(...terraform.notes);
  const before = await read();
  const findings = auditObjects(before.written, { catalogue });
  const wanted = planFixes(before.written, findings, {
    // A shared base is planned again for each environment, with its own role.
    roleArn: (workload, account) =>
      sharedBy(workload, before).length > 1 ? '' : roleArn(workload, account),
    region: options.region,
  }).filter(({ object }) => isWanted(object, options.workload));
  const applyOptions: ApplyOptions = {
    roots: given.map(each => path.resolve(io.cwd, each)),
    cwd: io.cwd,
    objects: before.written,
    beside: storedBeside(before),
    unplaced: before.unplaced,
    defaultNamespace: options.namespace,
    kustomizations: before.kustomizations,
    patchFiles: before.patchFiles,
    roleArn,
    region: options.region,
    catalogue,
    env: io.env,
  };
  /** What only kustomizations bring. */
  const fixBuilt = (
    until: Done,
    { written: objects, unplaced }: Manifests,
    built: Manifests,
  ) =>
    fixPatched(until, built, auditObjects(built.objects, { catalogue }), {
      ...applyOptions,
      objects,
      unplaced,
      isWanted: object => isWanted(object, options.workload),
    });
  const written = await applyAll(
    wanted,
    {
      ...before,
      isChangedThere:
        before.kustomizations.size > 0
          ? changedByOverlay(await read(undefined, true))
          : () => false,
    },
    applyOptions,
  );
  const after = await read(written.texts);
  const kept = prove(written, before, after, catalogue);
  const applied =
    before.kustomizations.size > 0
      ? await fixBuilt(written, after, await read(written.texts, true))
      : written;
  const found = [terraform, applied].flatMap(({ fixed, left }) => [
    ...fixed,
    ...left,
  ]);
  if (
    options.workload.length > 0 &&
    found.length + applied.patched.length === 0
  ) {
    throw new CommandError(
      `No workload with a key matches --workload ${options.workload.join(
        ', ',
      )}. irsa-audit files lists them.`,
    );
  }
  const done: Done = {
    texts: new Map([...applied.texts, ...terraform.texts]),
    fixed: [...applied.fixed, ...terraform.fixed],
    left: [...applied.left, ...terraform.left],
    patched: applied.patched,
  };
  notes.push(...deliveryNotes(before, done, io.cwd));
  for (const note of notes) {
    await write(io.stderr, `${printable(describeNote(note))}\n`);
  }
  const code = aws && writeAws(done, aws, given, io.cwd);
  await show(
    done,
    code,
    new Map([...before.texts, ...terraform.before]),
    before.objects,
    options,
    io,
  );
  await write(
    io.stderr,
    sayings(
      done,
      [...kept, ...terraform.kept],
      { dryRun: options.dryRun, isPart: notRead(notes).length > 0 },
      code?.sayings,
    ),
  );
  if (notes.some(({ kind }) => kind === 'broken')) {
    return EXIT.unreadable;
  }
  return done.left.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Options that say something of workloads mean nothing to source. Throws CommandError. */
function fixOnlyCode(
  given: readonly string[],
  options: FixOptions,
  io: Io,
): Promise<number> {
  const { roleArn, workload, namespace, region, catalogue, values, release } =
    options;
  const others = [roleArn, namespace, region, catalogue, values, release];
  others.push(...awsValues(options));
  if (workload.length > 0 || others.some(each => each !== undefined)) {
    throw new CommandError(
      '--code is for the source of a service: of the other options, only --dry-run goes with it.',
    );
  }
  return fixCode(given, options, io);
}

/** The same for a chart: what changes are the values of its release. */
async function fixCharts(
  given: readonly string[],
  charts: readonly string[],
  options: FixOptions,
  io: Io,
): Promise<number> {
  if (charts.length > 1) {
    throw new CommandError(
      `Name one chart only, with the values of one release (${charts.join(
        ', ',
      )} are charts).`,
    );
  }
  const catalogue = readCatalogueFile(options.catalogue, io.cwd);
  const others = given.filter(each => !charts.includes(each));
  const folder = new ChartFolder(io.cwd, charts[0], options.values ?? []);
  const beside = await readAll(others, options, io, { note: () => {} });
  const done = await fixChart(folder, {
    release: {
      name: options.release ?? folder.name,
      namespace: options.namespace ?? 'default',
    },
    roleArn: roleArnFor(options.roleArn),
    region: options.region,
    catalogue,
    env: io.env,
    beside: beside.objects,
    besideTexts: beside.texts,
    isWanted: object => isWanted(object, options.workload),
  });
  const before = new Map([
    ...beside.texts,
    ...[...folder.texts].map(([key, text]): [string, string] => [
      folder.fileOf(key),
      text,
    ]),
  ]);
  const values = [...before].flatMap(([file, text]) =>
    /\.ya?ml$/.test(file) && done.texts.has(file) ? [parse(text)] : [],
  );
  const aws = awsWanted(options, options.region);
  const code = aws && writeAws(done, aws, given, io.cwd);
  await show(done, code, before, [...values, ...beside.objects], options, io);
  await write(
    io.stderr,
    sayings(done, [], { dryRun: options.dryRun, isPart: false }, code?.sayings),
  );
  return done.left.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Shows what would be written, without values of Secrets, or writes it. */
async function show(
  done: Done,
  code: AwsWritten | undefined,
  before: ReadonlyMap<string, string>,
  objects: readonly unknown[],
  { dryRun }: FixOptions,
  io: Io,
): Promise<void> {
  const texts = new Map([...done.texts, ...(code?.texts ?? [])]);
  if (!dryRun) {
    writeTexts(texts, before, io.cwd);
    return;
  }
  const values = secretTextsOf(
    [...before.values(), ...texts.values()],
    objects,
  );
  for (const [file, text] of texts) {
    await write(
      io.stdout,
      maskedDiff(
        path.relative(io.cwd, file).split(path.sep).join('/'),
        before.get(file) ?? '',
        text,
        values,
      ),
    );
  }
}

async function readAll(
  given: readonly string[],
  options: FixOptions,
  io: Io,
  how: Pick<ReadOptions, 'contents' | 'appliesKustomizations' | 'note'>,
): Promise<Manifests> {
  const manifests = new Manifests({
    cwd: io.cwd,
    stdin: Readable.from([]),
    defaultNamespace: options.namespace,
    ...how,
  });
  await manifests.read(given.filter(each => !isTerraform(each)));
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
  const [old, now] = [before, after].map(({ written }) =>
    auditObjects(written, { catalogue }),
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
