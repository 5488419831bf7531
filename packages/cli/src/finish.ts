import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  AuditFinding,
  countVerdicts,
  isAtLeast,
  VERDICTS_BY_SEVERITY,
} from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import { version } from '../package.json';
import { CommandError, EXIT } from './errors';
import { Io, wantsColor, write } from './io';
import { describeNote, notRead } from './notes';
import { CommonOptions } from './options';
import { render, Report } from './report/render';
import { printable } from './text';

/** Maximum number of notes that are shown; the rest is counted. SARIF has all of them. */
const SHOWN_NOTES = 50;

/** Writes the report and a summary on stderr, and returns the exit code. Throws CommandError. */
export async function finish(
  report: Report & {
    /** What was read, in words. */
    scope: string;
    /** Why the scan was aborted. */
    failure?: string;
  },
  options: CommonOptions,
  io: Io,
): Promise<number> {
  const text = render(report, {
    format: options.format,
    wide: options.wide,
    color: !options.output && wantsColor(io, options.color),
    version,
  });
  if (options.output) {
    writeReport(options.output, text, io.cwd);
  } else {
    await write(io.stdout, text);
  }
  await write(io.stderr, sayings(report, options));
  return exitCode(report, options);
}

/** Throws CommandError. */
export function writeReport(file: string, text: string, cwd: string): void {
  try {
    writeFileSync(path.resolve(cwd, file), text);
  } catch (error) {
    throw new CommandError(
      `--output ${file} cannot be written (${
        (error as { code?: string }).code
      }).`,
    );
  }
}

function sayings(
  { notes, findings, scope, failure }: Parameters<typeof finish>[0],
  { quiet }: CommonOptions,
): string {
  const lines: string[] = [];
  const told = notes.filter(({ kind }) => kind === 'broken' || !quiet);
  for (const note of told.slice(0, SHOWN_NOTES)) {
    lines.push(`irsa-audit: ${printable(describeNote(note))}`);
  }
  if (told.length > SHOWN_NOTES) {
    lines.push(
      `irsa-audit: … and ${told.length - SHOWN_NOTES} more like these`,
    );
  }
  if (failure) {
    lines.push(
      `irsa-audit: ${printable(failure)}`,
      'irsa-audit: The scan broke off; the findings are of the part before.',
    );
  }
  if (!quiet) {
    const { length } = notRead(notes);
    const unread = length > 0 ? `; ${counted(length, 'place')} not read` : '';
    lines.push(`${summary(findings)} in ${scope}${unread}`);
  }
  return lines.map(line => `${line}\n`).join('');
}

function summary(findings: readonly AuditFinding[]): string {
  const counts = countVerdicts(findings);
  const parts = [...VERDICTS_BY_SEVERITY]
    .reverse()
    .filter(verdict => counts[verdict] > 0)
    .map(verdict => `${counts[verdict]} ${verdict}`);
  return `${counted(findings.length, 'finding')}${
    parts.length > 0 ? ` (${parts.join(', ')})` : ''
  }`;
}

/** An aborted or incomplete run must not look clean. Otherwise findings decide first. */
function exitCode(
  { findings, notes, complete }: Report,
  { failOn, strict }: CommonOptions,
): number {
  if (!complete) {
    return EXIT.partial;
  }
  if (
    failOn !== 'none' &&
    findings.some(({ verdict }) => isAtLeast(verdict, failOn))
  ) {
    return EXIT.findings;
  }
  if (notes.some(({ kind }) => kind === 'broken')) {
    return EXIT.unreadable;
  }
  return strict && notes.length > 0 ? EXIT.partial : EXIT.clean;
}
