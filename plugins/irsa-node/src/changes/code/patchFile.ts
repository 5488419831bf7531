import { madeKeys } from '../../readiness/code/rules/madeKeys';
import { EVERYWHERE } from '../../readiness/code/rules/meanings';
import { namedKeys } from '../../readiness/code/rules/namedKeys';
import { readVariables } from '../../readiness/code/rules/readVariables';
import { scanCode } from '../../readiness/code/scanCode';
import { ReadinessFinding, RepositoryFile } from '../../readiness/types';
import { applyCuts, mergeCuts } from './applyCuts';
import { cutImports } from './imports';
import { guardOf } from './guards';
import { cutKey } from './keys';
import { cutProfile } from './profiles';
import { Program } from './Program';
import { goLocals } from './goLocals';
import { CodeHint, Cut, LeftFinding, NotCertainError } from './types';
import { cutPatterns, cutUnused, Leftover } from './unused';

/** What is edited in source. */
const EDITED = ['explicit-keys', 'profile', 'reads-variables'];
/** Bun's own client, one that must not look for credentials, and one that is anonymous without keys. */
const OF_NO_ROLE =
  /\.disable_config_load\(\)|\banon\s*=\s*not\b|\bnew\s+Bun\.S3Client\b/;
const NO_ROLE =
  'The client would take no role without the keys: see first what is said of its order of credentials.';
const OF_BUN = /\bfrom\s+["']bun["'][^]*\bnew\s+S3Client\b/;
const PROFILE = EVERYWHERE.find(({ rule }) => rule === 'profile')!.pattern;

export interface FilePatch {
  /** Undefined when nothing changes. */
  text?: string;
  edited: ReadinessFinding[];
  left: LeftFinding[];
  hints: CodeHint[];
  secrets: string[];
}

/**
 * The edits of one file of source. `findings` are those of readiness in it that ask for a change. What cannot be edited with
 * certainty is told; a result that readiness does not read as meant is given up as a whole.
 */
export function patchFile(
  file: RepositoryFile,
  findings: readonly ReadinessFinding[],
  others: readonly string[],
): FilePatch {
  const program = new Program(file, others);
  const reject = (why: string, isUnread?: true): FilePatch => ({
    edited: [],
    left: findings.map(finding => ({
      finding,
      why: EDITED.includes(finding.rule) ? why : finding.change,
      ...(isUnread && { isUnread }),
    })),
    hints: [],
    secrets: [],
  });
  if (!program.language) {
    return reject(
      'The entries of a file of settings are taken out by hand: what reads them is not in it.',
    );
  }
  if (!program.isWhole) {
    return reject(
      'A string, comment or bracket of the file has no end that could be found, so the file is not edited.',
      true,
    );
  }
  const { cuts: primary, problems } = cutsOf(program, findings);
  if (primary.length === 0) {
    return {
      ...reject(''),
      left: findings.map(finding => ({
        finding,
        why: whyLeft(finding, problems),
      })),
    };
  }
  try {
    const { cuts: unused, leftovers } = cutUnused(program, mergeCuts(primary));
    for (const { name, start, why } of leftovers) {
      findings
        .filter(
          ({ rule, line }) =>
            rule === 'reads-variables' && line === program.lineAt(start),
        )
        .forEach(each => problems.set(each, `${name} stays: ${why}.`));
    }
    const patterns = cutPatterns(program, [...primary, ...unused]);
    const withUnused = mergeCuts(patterns);
    if (program.language === 'go') {
      goLocals(program, withUnused);
    }
    const imports = cutImports(program, withUnused);
    const all = mergeCuts([...withUnused, ...imports.cuts]);
    const result = applyCuts(file.content, all);
    const { edited, left } = prove(file, result, findings, problems, others);
    return {
      text: result.text,
      edited,
      left,
      hints: hintsOf(program, leftovers, imports.unsure),
      secrets: literalsIn(program, all),
    };
  } catch (error) {
    if (!(error instanceof NotCertainError)) {
      throw error;
    }
    return reject(error.message);
  }
}

function whyLeft(
  finding: ReadinessFinding,
  problems: ReadonlyMap<ReadinessFinding, string>,
): string {
  return (
    problems.get(finding) ??
    (EDITED.includes(finding.rule)
      ? 'Nothing in the file shows that the value is for a client of AWS only.'
      : finding.change)
  );
}

function cutsOf(
  program: Program,
  findings: readonly ReadinessFinding[],
): { cuts: Cut[]; problems: Map<ReadinessFinding, string> } {
  const places = new Map<string, number[]>([
    ['explicit-keys', [...namedKeys(program), ...madeKeys(program)]],
    [
      'profile',
      [...program.code.matchAll(PROFILE)].map(
        ({ index, 0: text }) => index! + text.trimEnd().length - 1,
      ),
    ],
    ['reads-variables', readVariables(program)],
  ]);
  const cuts: Cut[] = [];
  const problems = new Map<ReadinessFinding, string>();
  // A line that demands a variable of the SDK is a finding of its own, and stays one.
  const demandsVariables = findings.some(
    ({ rule }) => rule === 'reads-variables',
  );
  for (const finding of findings) {
    if (/\bcondition of its own\b/.test(finding.what)) {
      problems.set(
        finding,
        'The keys are given under a condition of the program: see that it is not met where the role is.',
      );
      continue;
    }
    for (const index of places.get(finding.rule) ?? []) {
      if (program.lineAt(index) !== finding.line) {
        continue;
      }
      if (finding.rule === 'explicit-keys' && takesNoRole(program, index)) {
        problems.set(finding, NO_ROLE);
        continue;
      }
      const guard = demandsVariables ? undefined : guardOf(program, index);
      if (finding.rule === 'explicit-keys' && guard !== undefined) {
        problems.set(
          finding,
          `Line ${guard} asks for the key too, and the program goes another way without it: change both by hand.`,
        );
        continue;
      }
      try {
        if (finding.rule === 'explicit-keys') {
          cuts.push(...cutKey(program, index));
        } else if (finding.rule === 'profile') {
          cuts.push(...cutProfile(program, index));
        }
      } catch (error) {
        if (!(error instanceof NotCertainError)) {
          throw error;
        }
        problems.set(finding, error.message);
      }
    }
  }
  return { cuts, problems };
}

/** Whether keys are given to a client that finds no role, by what is said of its call or statement. */
function takesNoRole(program: Program, index: number): boolean {
  const { text, start } = program.lineOf(index);
  const [inner] = program.around(index);
  const from = Math.min(
    start,
    inner ? program.lineOf(inner.open).start : start,
  );
  const before = program.code.lastIndexOf(';', from);
  return (
    OF_BUN.test(program.code) ||
    OF_NO_ROLE.test(
      program.code.slice(Math.max(0, before, from - 400), start + text.length),
    )
  );
}

/** Reads the new text again: what was cut must be gone, and nothing may be new. Throws NotCertainError. */
function prove(
  file: RepositoryFile,
  { text, oldPlace }: ReturnType<typeof applyCuts>,
  findings: readonly ReadinessFinding[],
  problems: ReadonlyMap<ReadinessFinding, string>,
  others: readonly string[],
): Pick<FilePatch, 'edited' | 'left'> {
  const before = scanCode(file);
  const program = new Program({ ...file, content: text }, others);
  const old = new Program(file, others);
  if (!program.isWhole || hasEmptyBlock(program)) {
    throw new NotCertainError('The edited text would not be whole.');
  }
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  const idOf = ({ rule, verdict }: ReadinessFinding, line: number) =>
    `${rule} ${verdict} ${line}`;
  const known = new Set(before.map(each => idOf(each, each.line)));
  const still = new Set<string>();
  for (const finding of scanCode({ ...file, content: text })) {
    const start = starts[finding.line - 1];
    const { text: line } = program.lineOf(start);
    const inner = start + line.length - line.trimStart().length;
    const id = idOf(finding, old.lineAt(oldPlace(inner)));
    if (!known.has(id)) {
      throw new NotCertainError(
        'The edited text would have a fault of its own.',
      );
    }
    still.add(id);
  }
  // What is found only with the other files beside it is not found here, before or after.
  const left = findings.filter(
    each =>
      still.has(idOf(each, each.line)) || !known.has(idOf(each, each.line)),
  );
  return {
    edited: findings.filter(each => !left.includes(each)),
    left: left.map(finding => ({
      finding,
      why: whyLeft(finding, problems),
    })),
  };
}

function hintsOf(
  program: Program,
  leftovers: readonly Leftover[],
  unsure: readonly string[],
): CodeHint[] {
  const { path } = program;
  return [
    ...leftovers
      .filter(({ isUsed }) => !isUsed)
      .map(({ name, start, why }) => ({
        file: path,
        text: `${name} in line ${program.lineAt(
          start,
        )} is not used any more, but stays: ${why}.`,
      })),
    ...unsure.map(name => ({
      file: path,
      text: `The import of ${name} is not used any more, but stays: it may run code of the service.`,
    })),
  ];
}

/** The name of a variable is no secret, and says what goes. No key of AWS has an underscore. */
const VARIABLE = /^AWS_[A-Z_]+$/;

/** Python wants a statement in each block. */
function hasEmptyBlock({ language, bare }: Program): boolean {
  const lines = bare.split('\n').filter(text => text.trim() !== '');
  const indent = (text = '') => text.length - text.trimStart().length;
  return (
    language === 'python' &&
    lines.some(
      (text, index) =>
        /^\s*(?:if|elif|else|for|while|try|except|finally|with|async|def|class)\b.*:\s*$/.test(
          text,
        ) && indent(lines[index + 1]) <= indent(text),
    )
  );
}

/** Texts of the strings in what goes. */
function literalsIn({ written }: Program, cuts: readonly Cut[]): string[] {
  return cuts
    .flatMap(({ start, end }) =>
      [
        ...written
          .slice(start, end)
          .matchAll(/(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g),
      ].map(([, , text]) => text),
    )
    .filter(text => !VARIABLE.test(text));
}
