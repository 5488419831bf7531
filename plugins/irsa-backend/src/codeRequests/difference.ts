import { createHash } from 'node:crypto';
import { CodeDifference } from 'backstage-plugin-irsa-common';
import {
  doneInWords,
  maskedDiff,
  RepositoryTree,
} from 'backstage-plugin-irsa-node';
import { scrub } from '../shared/scrub';
import { ProvenPatch } from './composePatch';
import { maskedLine } from './maskedLine';

/** A shorter text is in too many words to be masked, and too short to be a key. */
const SHORTEST_SECRET = 4;

/**
 * What a request would change, for people who decide on it: no key that was taken out can be read in it, and nothing else of the
 * source that looks like a secret. Pure.
 *
 * @param tree - what the patch was made of
 */
export function differenceOf(
  tree: Pick<RepositoryTree, 'files'>,
  { texts, edited, left, hints, secrets, proof }: ProvenPatch,
): Pick<
  CodeDifference,
  'digest' | 'files' | 'edited' | 'left' | 'hints' | 'proof'
> {
  const values = [...new Set(secrets)]
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  const before = new Map(tree.files);
  const files = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({
      path,
      diff: maskedDiff(path, before.get(path) ?? '', text, values)
        .split('\n')
        .map(maskedLine)
        .join('\n'),
    }));
  return {
    digest: createHash('sha256').update(JSON.stringify(files)).digest('hex'),
    files,
    edited: edited.map(({ file, line, rule }) => ({
      place: `${file}:${line}`,
      words: doneInWords(rule),
    })),
    left: left.map(({ finding, why }) => ({
      place: `${finding.file}:${finding.line}`,
      words: scrub(`${finding.what} ${why}`),
    })),
    hints: hints.map(({ file, text }) => ({ place: file, words: scrub(text) })),
    proof,
  };
}
