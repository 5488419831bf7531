import { setImmediate as nextTurn } from 'node:timers/promises';
import { Readiness, counted } from 'backstage-plugin-irsa-common';
import {
  CodePatch,
  isSourceText,
  patchSteps,
  RepositoryFile,
  RepositoryTree,
} from 'backstage-plugin-irsa-node';
import { assessInTurns } from '../readiness/assessInTurns';
import { CodeRequestError } from './CodeRequestError';

type Finding = Readiness['findings'][number];

/** A patch that the detector has read again. */
export interface ProvenPatch extends CodePatch {
  /** What was looked at in the edited files, for people. */
  proof: string[];
}

/**
 * The edits of the source below a folder, proven by the detector. Other work of the portal has its turn in between. Throws
 * CodeRequestError when there is nothing to edit, or nothing that can be edited with certainty.
 *
 * @param tree - source of the whole repository, for a name that another folder knows is not taken out
 */
export async function composePatch(
  tree: RepositoryTree,
  folder: string,
): Promise<ProvenPatch> {
  // A host may tell of more than it was asked for.
  const notRead = [...tree.notRead].filter(
    ([path, reason]) => isSourceText(path) || /only a part/.test(reason),
  );
  const [unread] = notRead;
  if (unread) {
    throw new CodeRequestError(
      'tooLarge',
      `The source could not be read whole: ${unread[0]} is ${asWords(
        unread[1],
      )}${
        notRead.length > 1 ? `, and ${notRead.length - 1} others` : ''
      }. What is not read may know a name that would be taken out. Raise irsa.changeRequests.limits, or run irsa-audit fix --code PATH in a checkout.`,
    );
  }
  const files = [...tree.files]
    .filter(([path]) => isSourceText(path))
    .map(([path, content]) => ({ path, content }));
  const own = files.filter(({ path }) => isBelow(path, folder));
  const before = await assess(own);
  const steps = patchSteps(files, before.findings);
  let step = steps.next();
  while (!step.done) {
    await nextTurn();
    step = steps.next();
  }
  const patch = step.value;
  if (patch.texts.size === 0) {
    throw nothingToEdit(patch);
  }
  const after = await assess(
    own.map(file => ({
      ...file,
      content: patch.texts.get(file.path) ?? file.content,
    })),
  );
  return {
    ...patch,
    proof: proveEdits(patch, before.findings, after.findings),
  };
}

async function assess(files: readonly RepositoryFile[]) {
  const read = await assessInTurns(files);
  if (read.filesLeft !== undefined) {
    throw new CodeRequestError(
      'tooLarge',
      'The source is too large to be read in one go. Let backstage.io/source-location point at the folder of the service, or run irsa-audit fix --code PATH in a checkout.',
    );
  }
  return read;
}

function nothingToEdit({ left }: CodePatch): CodeRequestError {
  if (left.length === 0) {
    return new CodeRequestError(
      'nothingToChange',
      'Nothing in the source is in the way of a role as it is on its branch now, so there is nothing to propose. Make a new plan.',
    );
  }
  const unread = left.find(({ isUnread }) => isUnread);
  const { finding, why } = unread ?? left[0];
  const place = `${finding.file}:${finding.line}`;
  return unread
    ? new CodeRequestError(
        'unparsable',
        `${place} has to change, but the file cannot be read as source. ${why} Mend it, or change it by hand: ${finding.change}`,
      )
    : new CodeRequestError(
        'leftToPeople',
        `${place}${
          left.length > 1 ? ` and ${left.length - 1} more` : ''
        } cannot be edited with certainty, so this is left to you. ${
          finding.what
        } ${why}`,
      );
}

/** The detector's reading of the edited files must be that of before without what was edited. Throws CodeRequestError. */
export function proveEdits(
  { edited, left }: Pick<CodePatch, 'edited' | 'left'>,
  before: readonly Finding[],
  after: readonly Finding[],
): string[] {
  const asked = (findings: readonly Finding[]) =>
    findings.filter(({ verdict }) => verdict !== 'note');
  const gone = count(edited);
  const was = count(asked(before));
  const now = count(asked(after));
  const isAsMeant = [...now].every(
    ([id, number]) => number <= (was.get(id) ?? 0) - (gone.get(id) ?? 0),
  );
  if (!isAsMeant) {
    throw new CodeRequestError(
      'notProven',
      'The detector does not read the edited source as it was meant, so nothing is proposed. Run irsa-audit fix --code PATH in a checkout and look at what it writes; please report it with a small example.',
    );
  }
  return [
    `The detector was run on the edited files: ${counted(
      edited.length,
      'place is',
      'places are',
    )} gone, none is new.`,
    left.length === 0
      ? 'Nothing else in the source is in the way of a role.'
      : `${counted(
          left.length,
          'place is',
          'places are',
        )} left to you, see below.`,
  ];
}

function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, file } of findings) {
    const id = `${rule} ${file}`;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `larger than 512 bytes` and `a symbolic link` stand behind "is"; a number of files does not. */
function asWords(reason: string): string {
  return /^more than/.test(reason)
    ? `beyond the limit (${reason})`
    : reason.replace(/^the host/, 'not whole: the host');
}
