import { diffLines } from 'diff';
import { WorkloadChange } from '../../changeManifests';
import { ChangeImpossibleError, TextFile } from '../../types';
import { changeTerraform, planTerraform, proveTerraform } from '../index';
import { KEY, ROLE } from './parts';

export const OPTIONS = { catalogue: [], roleArn: () => ROLE };

export type Files = Record<string, string>;

export const filesOf = (files: Files): TextFile[] =>
  Object.entries(files).map(([path, content]) => ({ path, content }));

/** Plans, writes and proves. @returns changed lines, by file */
export function fix(given: Files) {
  let files = filesOf(given);
  const { fixes, unread } = planTerraform(files, OPTIONS);
  const reasons: string[] = [];
  const apply = (change: WorkloadChange) => {
    const edits = changeTerraform(files, change);
    const after = files.map(
      file => edits.find(({ path }) => path === file.path) ?? file,
    );
    proveTerraform(files, after, change, []);
    files = after;
  };
  for (const { change, reason } of fixes) {
    try {
      reasons.push(...(reason === undefined ? [] : [reason]));
      if (change) {
        apply(change);
      }
    } catch (error) {
      if (!(error instanceof ChangeImpossibleError)) {
        throw error;
      }
      reasons.push(`${error.code}: ${error.message}`);
    }
  }
  const lines = files.flatMap(({ path, content }) =>
    diffLines(given[path], content)
      .filter(({ added, removed }) => added || removed)
      .flatMap(({ added, value }) =>
        value
          .replace(/\n$/, '')
          .split('\n')
          .map(line => (added ? '+' : '-') + line.trim()),
      ),
  );
  return { lines, reasons, unread, files };
}

/** What goes with the key of a container. */
export const KEY_LINES = KEY.trimEnd()
  .split('\n')
  .map(line => `-${line.trim()}`);
/** The same before another block: a difference begins behind the first line that both have. */
export const KEY_BEFORE_MORE = [...KEY_LINES.slice(1), '-', KEY_LINES[0]];
/** What a ServiceAccount gets. */
export const ROLE_LINES = [
  '+annotations = {',
  `+"eks.amazonaws.com/role-arn" = "${ROLE}"`,
  '+}',
];
