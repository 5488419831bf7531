import path from 'node:path';
import {
  CodePatch,
  doneInWords,
  maskedDiff,
  patchCode,
} from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import { CommandError, EXIT } from '../errors';
import { Io, write } from '../io';
import { printable } from '../text';
import { readCode } from './readCode';
import { writeTexts } from './writeTexts';

/** A shorter text is in too many words to be masked, and too short to be a key. */
const SHORTEST_SECRET = 4;

/**
 * `irsa-audit fix --code`: takes keys and profiles out of the source of a service, and raises SDKs that know no roles.
 * @returns the exit code. Throws CommandError.
 */
export async function fixCode(
  given: readonly string[],
  { dryRun }: { dryRun: boolean },
  io: Io,
): Promise<number> {
  if (given.length !== 1) {
    throw new CommandError(
      '--code takes one path: the folder of a service, or one of its files.',
    );
  }
  const { root, texts, unread, isAsked } = readCode(given[0], io.cwd);
  const skipped = unread.filter(isAsked);
  const patch = only(
    patchCode([...texts].map(([file, content]) => ({ path: file, content }))),
    isAsked,
  );
  const fullOf = (file: string) => path.join(root, file);
  if (dryRun) {
    await showDiff(patch, texts, io, file =>
      path.relative(io.cwd, fullOf(file)).split(path.sep).join('/'),
    );
  } else {
    const byFullPath = (all: ReadonlyMap<string, string>) =>
      new Map([...all].map(([file, text]) => [fullOf(file), text]));
    writeTexts(byFullPath(patch.texts), byFullPath(texts), io.cwd);
  }
  for (const file of skipped) {
    await write(
      io.stderr,
      `${printable(
        file,
      )} is not UTF-8, so it was not read and is not changed. Save it as UTF-8 and run the command again.\n`,
    );
  }
  await write(io.stderr, sayingsOf(patch, dryRun, skipped.length > 0));
  return patch.left.length + skipped.length > 0 ? EXIT.findings : EXIT.clean;
}

/** What concerns the files that were asked for. */
function only(
  { texts, edited, left, hints, secrets }: CodePatch,
  isAsked: (file: string) => boolean,
): CodePatch {
  return {
    texts: new Map([...texts].filter(([file]) => isAsked(file))),
    edited: edited.filter(({ file }) => isAsked(file)),
    left: left.filter(({ finding }) => isAsked(finding.file)),
    hints: hints.filter(({ file }) => isAsked(file)),
    secrets,
  };
}

async function showDiff(
  { texts, secrets }: CodePatch,
  before: ReadonlyMap<string, string>,
  io: Io,
  shown: (file: string) => string,
): Promise<void> {
  const values = [...new Set(secrets)]
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  for (const [file, text] of texts) {
    await write(
      io.stdout,
      maskedDiff(shown(file), before.get(file) ?? '', text, values),
    );
  }
}

/** What was done and what is left, a line each. It quotes nothing of the source. */
function sayingsOf(
  { texts, edited, left, hints }: CodePatch,
  dryRun: boolean,
  isPartly: boolean,
): string {
  const lines = [
    ...edited.map(
      ({ file, line, rule }) => `${file}:${line}: ${doneInWords(rule)}.`,
    ),
    ...left.map(
      ({ finding, why }) =>
        `Left to you: ${finding.file}:${finding.line}. ${finding.what} ${why}`,
    ),
    ...hints.map(({ file, text }) => `${file}: ${text}`),
    edited.length + left.length === 0
      ? `Nothing in ${
          isPartly ? 'what was read of this source' : 'this source'
        } is in the way of a role.`
      : `${counted(edited.length, 'place')} in ${counted(texts.size, 'file')} ${
          dryRun ? 'would be changed; nothing was written' : 'changed'
        }; ${left.length} left to you.`,
    ...(texts.size > 0
      ? [
          'Release this before the workload gets its role and loses its key: until then, the SDK finds the key in the environment by itself.',
        ]
      : []),
  ];
  return lines.map(text => `${printable(text)}\n`).join('');
}
