import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import {
  auditObjects,
  AuditScore,
  LabelledFinding,
  ReadLevel,
  Score,
  scoreAudit,
} from 'backstage-plugin-irsa-node';
import { CommandError, EXIT } from './errors';
import { Manifests } from './files/readManifests';
import { Io, write } from './io';
import { isObject } from './json';
import { readCatalogueFile } from './options';

export interface ScoreOptions {
  catalogue?: string;
  /** Between 0 and 1, as text. */
  min: string;
}

interface Case {
  /** Label file, relative to the working directory. */
  file: string;
  folder: string;
  level: ReadLevel;
  expected: LabelledFinding[];
}

const LABELS = /^expected(?:\.level([012]))?\.json$/;

/** `irsa-audit score`. @returns 0, or 1 when precision or recall is below `--min`. Throws CommandError. */
export async function scoreCommand(
  folder: string,
  options: ScoreOptions,
  io: Io,
): Promise<number> {
  const least = Number(options.min);
  if (!(least >= 0 && least <= 1)) {
    throw new CommandError(
      '--min has to be a number between 0 and 1, for example 0.9.',
    );
  }
  const catalogue = readCatalogueFile(options.catalogue, io.cwd);
  const cases = findCases(folder, io.cwd);
  if (cases.length === 0) {
    throw new CommandError(
      `There is no expected.json in ${folder} or below. docs/audit.md says how a label file looks.`,
    );
  }
  const expected: LabelledFinding[] = [];
  const found: LabelledFinding[] = [];
  for (const each of cases) {
    const manifests = new Manifests({
      appliesKustomizations: true,
      cwd: io.cwd,
      stdin: Readable.from([]) as Io['stdin'],
      note: () => {},
    });
    await manifests.read([each.folder]);
    const findings = auditObjects(manifests.objects, {
      catalogue,
      readLevel: each.level,
    });
    // So that findings of different cases are never confused.
    const inCase = (finding: LabelledFinding): LabelledFinding => ({
      ...finding,
      name: `${each.file}: ${finding.name}`,
    });
    expected.push(...each.expected.map(inCase));
    found.push(...findings.map(inCase));
  }
  const score = scoreAudit(expected, found);
  await write(io.stdout, report(score, cases.length));
  return score.all.precision < least || score.all.recall < least
    ? EXIT.findings
    : EXIT.clean;
}

function findCases(folder: string, cwd: string): Case[] {
  const root = path.resolve(cwd, folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandError(
      `${folder} is not a folder. Name a folder with scenarios.`,
    );
  }
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .flatMap((entry): Case[] => {
      const match = entry.isFile() && LABELS.exec(entry.name);
      if (!match) {
        return [];
      }
      const file = path.join(entry.parentPath, entry.name);
      const shown = path.relative(cwd, file);
      return [
        {
          file: shown,
          folder: entry.parentPath,
          level: Number(match[1] ?? 2) as ReadLevel,
          expected: readLabels(file, shown),
        },
      ];
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function readLabels(file: string, shown: string): LabelledFinding[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CommandError(
      `${shown} is no JSON. docs/audit.md says how a label file looks.`,
    );
  }
  const isLabel = (each: unknown) =>
    isObject(each) &&
    ['kind', 'name', 'location', 'verdict'].every(
      name => typeof each[name] === 'string',
    ) &&
    Array.isArray(each.keyNames);
  if (!Array.isArray(value) || !value.every(isLabel)) {
    throw new CommandError(
      `${shown} has to be a list of findings as irsa-audit --format json prints them.`,
    );
  }
  return value.map(each => ({
    namespace: '',
    container: '',
    objectName: '',
    ...each,
  }));
}

function report(score: AuditScore, cases: number): string {
  const lines = [
    `${cases} label files`,
    '',
    row(['', 'right', 'false', 'missed', 'precision', 'recall']),
    line('all', score.all),
    ...[...score.byVerdict].map(([name, each]) => line(name, each)),
    ...[...score.byLocation].map(([name, each]) => line(name, each)),
    '',
    ...score.missed.map(each => `missed: ${describe(each)}`),
    ...score.falseAlarms.map(each => `false alarm: ${describe(each)}`),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function line(name: string, score: Score): string {
  const share = (value: number) => value.toFixed(3);
  return row([
    name,
    String(score.right),
    String(score.falseAlarms),
    String(score.missed),
    share(score.precision),
    share(score.recall),
  ]);
}

function row([name, ...figures]: string[]): string {
  return [name.padEnd(20), ...figures.map(figure => figure.padStart(10))].join(
    '',
  );
}

function describe(finding: LabelledFinding): string {
  const { kind, name, container, location, objectName, verdict } = finding;
  return [
    `${name} (${kind})`,
    container,
    location,
    objectName,
    `[${finding.keyNames.join(', ')}]`,
    verdict,
  ]
    .filter(Boolean)
    .join(' ');
}
