import {
  ReviewedTrust,
  trustToCsv,
  trustToJson,
  trustToSarif,
  trustWord,
} from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import { version } from '../package.json';
import { CommandError, EXIT } from './errors';
import { writeReport } from './finish';
import { Io, wantsColor, write } from './io';
import { describeNote, Note } from './notes';
import { printable } from './text';
import { reachFrom } from './trust/reachFrom';
import { reachToText } from './trust/reachText';
import { readAccount } from './trust/readAccount';
import { readKnown } from './trust/readKnown';
import { readPolicyFiles } from './trust/readPolicyFiles';
import { accountOf, reviewPolicy } from './trust/reviewPolicy';
import { trustToText } from './trust/trustText';
import { Known, TrustSubject } from './trust/types';

export const TRUST_FORMATS = ['text', 'json', 'sarif', 'csv'] as const;
/** Verdicts from which on a pipeline may stop, mildest first. */
export const TRUST_FAILURES = ['broken', 'risky', 'dangerous'] as const;

export interface TrustOptions {
  file: string[];
  account: boolean;
  accountId?: string;
  role: string[];
  profile?: string;
  region?: string;
  known?: string;
  /** Whom to look from, instead of at each role. */
  from?: string;
  format: (typeof TRUST_FORMATS)[number];
  json: boolean;
  output?: string;
  failOn: (typeof TRUST_FAILURES)[number] | 'none';
  strict: boolean;
  color: boolean;
  quiet: boolean;
}

/** `irsa-audit trust`: reviews who may assume roles. @returns the exit code. Throws CommandError. */
export async function trustCommand(
  options: TrustOptions,
  io: Io,
): Promise<number> {
  check(options);
  const notes: Note[] = [];
  const note = (each: Note) => notes.push(each);
  const given = readKnown(options.known, io.cwd);
  const { subjects, known, accountId, failure } = options.account
    ? await accountSubjects(options, given, note)
    : {
        subjects: await readPolicyFiles(options.file, io, note),
        known: given,
        accountId: options.accountId,
        failure: undefined,
      };
  const wanted = subjects.filter(
    ({ name }) => options.role.length === 0 || options.role.includes(name),
  );
  missingRoles(options, wanted, failure);
  for (const subject of wanted) {
    if (!accountId && !accountOf(subject)) {
      note({
        where: subject.source?.file ?? subject.name,
        text: 'the account of the role is not known, so every account counts as another one; give it with --account-id',
        kind: 'skipped',
      });
    }
  }
  const complete = failure === undefined;
  if (options.from !== undefined) {
    const reached = reachFrom(options.from, wanted, known, accountId);
    await report(
      options.json || options.format === 'json'
        ? `${JSON.stringify(reached, null, 2)}\n`
        : reachToText(options.from, reached),
      options,
      io,
    );
    await write(io.stderr, sayings([], notes, failure, options));
    return exitCode([], notes, complete, options);
  }
  const reviewed = wanted.map(each => reviewPolicy(each, known, accountId));
  await report(render(reviewed, notes, complete, options, io), options, io);
  await write(io.stderr, sayings(reviewed, notes, failure, options));
  return exitCode(reviewed, notes, complete, options);
}

async function report(
  text: string,
  { output }: TrustOptions,
  io: Io,
): Promise<void> {
  if (output) {
    writeReport(output, text, io.cwd);
  } else {
    await write(io.stdout, text);
  }
}

function check(options: TrustOptions): void {
  const { file, account, accountId, json, format, from } = options;
  if (from !== undefined && (format === 'sarif' || format === 'csv')) {
    throw new CommandError(
      `--from gives roles and no findings, so there is no --format ${format} of it. Take text or json.`,
    );
  }
  if (account === file.length > 0) {
    throw new CommandError(
      'Say what to review: --file policy.json (- is standard input), or --account for the roles of an AWS account; one of the two.',
    );
  }
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    throw new CommandError(
      '--account-id has to be the twelve digits of an AWS account, for example 111122223333.',
    );
  }
  if (json && format !== 'text' && format !== 'json') {
    throw new CommandError(`--json and --format ${format} exclude each other.`);
  }
}

async function accountSubjects(
  options: TrustOptions,
  given: Known,
  note: (note: Note) => void,
) {
  const read = await readAccount(options, note);
  return { ...read, known: { ...read.known, ...given } };
}

function missingRoles(
  { role }: TrustOptions,
  found: readonly TrustSubject[],
  failure: string | undefined,
): void {
  const missing = role.filter(
    name => !found.some(subject => subject.name === name),
  );
  if (missing.length > 0 && failure === undefined) {
    throw new CommandError(
      `There is no role ${missing.join(
        ', ',
      )} in what was read. Names are compared exactly, without path; service-linked roles are left out.`,
    );
  }
}

function render(
  reviewed: readonly ReviewedTrust[],
  notes: readonly Note[],
  complete: boolean,
  { format, json, output, color }: TrustOptions,
  io: Io,
): string {
  switch (json ? 'json' : format) {
    case 'json':
      return trustToJson(reviewed);
    case 'csv':
      return trustToCsv(reviewed);
    case 'sarif':
      return trustToSarif(reviewed, {
        version,
        complete,
        notes: notes.map(describeNote),
      });
    default:
      return trustToText(worstFirst(reviewed), {
        color: !output && wantsColor(io, color),
      });
  }
}

function worstFirst(reviewed: readonly ReviewedTrust[]): ReviewedTrust[] {
  const rank = ({ verdict }: ReviewedTrust) =>
    ['dangerous', 'risky', 'broken', 'safe'].indexOf(verdict);
  return [...reviewed].sort((left, right) => rank(left) - rank(right));
}

function sayings(
  reviewed: readonly ReviewedTrust[],
  notes: readonly Note[],
  failure: string | undefined,
  { quiet, from }: TrustOptions,
): string {
  const lines = notes
    .filter(({ kind }) => kind === 'broken' || !quiet)
    .map(each => `irsa-audit: ${printable(describeNote(each))}`);
  if (failure) {
    lines.push(
      'irsa-audit: Not all roles could be read; the review is of the part that was.',
    );
  }
  if (!quiet && from === undefined) {
    const words = new Map<string, number>();
    reviewed.map(trustWord).forEach(word => {
      words.set(word, (words.get(word) ?? 0) + 1);
    });
    const parts = [...words].map(([word, times]) => `${times} ${word}`);
    lines.push(
      `${counted(reviewed.length, 'trust policy', 'trust policies')} reviewed${
        parts.length > 0 ? ` (${parts.join(', ')})` : ''
      }`,
    );
  }
  return lines.map(line => `${line}\n`).join('');
}

/** As of the other commands: what broke off must not look clean; otherwise findings decide first. */
function exitCode(
  reviewed: readonly ReviewedTrust[],
  notes: readonly Note[],
  complete: boolean,
  { failOn, strict }: TrustOptions,
): number {
  if (!complete) {
    return EXIT.partial;
  }
  const from = failOn === 'none' ? Infinity : TRUST_FAILURES.indexOf(failOn);
  const rank = ({ verdict }: ReviewedTrust) =>
    verdict === 'safe' ? -1 : TRUST_FAILURES.indexOf(verdict);
  if (reviewed.some(each => rank(each) >= from)) {
    return EXIT.findings;
  }
  if (notes.some(({ kind }) => kind === 'broken')) {
    return EXIT.unreadable;
  }
  return strict && notes.length > 0 ? EXIT.partial : EXIT.clean;
}
