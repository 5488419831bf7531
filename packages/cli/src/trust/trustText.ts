import { TrustFinding, counted } from 'backstage-plugin-irsa-common';
import {
  describeWay,
  maskedDiff,
  positionAt,
  ReviewedTrust,
  trustSentence,
  trustWord,
} from 'backstage-plugin-irsa-node';
import { createColors } from 'picocolors';
import { printable } from '../text';

type Colors = ReturnType<typeof createColors>;

/** Width of the part of a long line that is shown around a mark. */
const WINDOW = 100;
/** Marks of one finding that are shown. */
const SHOWN_MARKS = 5;
/** Names of a group that are shown. */
const SHOWN_NAMES = 20;

/** The review for people: sentence, ways in, findings with their marked text, proposed change. */
export function trustToText(
  all: readonly ReviewedTrust[],
  options: { color: boolean },
): string {
  const colors = createColors(options.color);
  return all.map(each => blockOf(each, colors)).join('\n');
}

function blockOf(reviewed: ReviewedTrust, colors: Colors): string {
  const { name, arn, ways, findings, policy } = reviewed;
  const lines = [
    `${colors.bold(clean(arn ?? name))}: ${painted(
      trustWord(reviewed),
      reviewed,
      colors,
    )}`,
    clean(trustSentence(reviewed)),
    ...ways.map(way => `  by ${clean(describeWay(way))}`),
    ...ways.flatMap(({ admitsNow, clusters, reach }) =>
      clusters.length > 0 && reach !== 'dead'
        ? [
            admitsNow
              ? `  now: ${names(admitsNow)}`
              : '  Who gets in now is not known: not all of these clusters were read.',
          ]
        : [],
    ),
    ...findings.flatMap(finding => [
      '',
      ...findingLines(finding, policy, colors),
    ]),
    ...proposalLines(reviewed),
  ];
  return lines.map(line => `${line.trimEnd()}\n`).join('');
}

function findingLines(
  finding: TrustFinding,
  policy: string,
  colors: Colors,
): string[] {
  const { severity, ruleId, message, fix, evidence = [] } = finding;
  const shade =
    severity === 'critical' || severity === 'high' ? colors.red : colors.yellow;
  const marks = evidence.slice(0, SHOWN_MARKS);
  return [
    `  ${shade(severity)} ${clean(ruleId)}: ${clean(message)}`,
    ...marks.flatMap(span => markedLines(policy, span, shade)),
    ...(evidence.length > marks.length
      ? [`      and ${evidence.length - marks.length} more places`]
      : []),
    `    Fix: ${clean(fix)}`,
  ];
}

/** The line where a mark begins, with the mark below it. Of a long line, the part around it. */
function markedLines(
  policy: string,
  { start, end }: { start: number; end: number },
  shade: (text: string) => string,
): string[] {
  const { line, column } = positionAt(policy, start);
  const text = policy.split('\n')[line - 1];
  const from = column - 1;
  const until = Math.min(from + Math.max(1, end - start), text.length);
  const left = from > WINDOW / 2 ? from - 20 : 0;
  const right = Math.min(text.length, left + WINDOW);
  const gutter = `    ${String(line).padStart(4)} | `;
  const width = Math.max(1, Math.min(until, right) - from);
  const last = positionAt(policy, end).line;
  return [
    gutter +
      (left > 0 ? '…' : '') +
      clean(text.slice(left, right)) +
      (right < text.length ? '…' : ''),
    ' '.repeat(gutter.length + (left > 0 ? 1 : 0) + from - left) +
      shade('^'.repeat(width)) +
      (last > line ? ` to line ${last}` : ''),
  ];
}

function proposalLines({ name, policy, proposal }: ReviewedTrust): string[] {
  if (!proposal) {
    return [];
  }
  const { effect, breaks, rules } = proposal;
  return [
    '',
    `  Proposed change. It lets nobody in who is not let in now, and answers ${clean(
      rules.join(', '),
    )}.`,
    `  Loses access: ${names(effect.removed)}`,
    `  Keeps access: ${names(effect.kept)}`,
    breaks.length > 0
      ? `  Would break, as they name the role: ${names(breaks)}`
      : '  No ServiceAccount that was read and names the role would lose it.',
    '',
    ...maskedDiff(
      clean(name),
      `${policy.trimEnd()}\n`,
      `${proposal.policy}\n`,
      [],
    )
      .trimEnd()
      .split('\n')
      .map(clean),
  ];
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, SHOWN_NAMES).map(clean).join(', ');
  const more = all.length - SHOWN_NAMES;
  return all.length === 0
    ? 'nobody'
    : `${shown}${more > 0 ? ` and ${counted(more, 'other')}` : ''}`;
}

/** A tab is as wide as one character, so that marks stand below their text. */
function clean(text: string): string {
  return printable(text.replace(/\t/g, ' '));
}

function painted(
  word: string,
  { verdict }: ReviewedTrust,
  colors: Colors,
): string {
  if (word === 'safe') {
    return colors.green(word);
  }
  return verdict === 'dangerous' ? colors.red(word) : colors.yellow(word);
}
