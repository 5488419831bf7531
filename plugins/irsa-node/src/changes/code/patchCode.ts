import { isOwnSource } from '../../readiness/code/scanCode';
import { assessReadiness } from '../../readiness/assessReadiness';
import { packageFileOf } from '../../readiness/packages/readDependencies';
import { ReadinessFinding, RepositoryFile } from '../../readiness/types';
import { patchFile } from './patchFile';
import { raiseVersions } from './raiseVersions';
import { CodePatch } from './types';

/** Files that name packages may be source too: those of Gradle and setup.py. */
const isOfCode = ({ file }: ReadinessFinding) =>
  isOwnSource(file) && !packageFileOf(file);

/**
 * The patch that the source of a service needs before it runs with a role: keys and profiles that it gives to its SDKs go,
 * with what only fed them, and an SDK that is too old for a role is raised. Each finding of readiness that asks for something is
 * either gone in the new texts, which is proven by readiness itself, or told in `left` with the reason. Pure.
 *
 * @param files - all of the repository, tests too: a name that another file knows is not taken out
 */
export function patchCode(files: readonly RepositoryFile[]): CodePatch {
  const steps = patchSteps(files, assessReadiness(files).findings);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/**
 * `patchCode` file by file, for a caller that has other work between two files. The patch is what it returns. Pure.
 *
 * @param findings - those of readiness that are to be answered; others, such as those of another service in the repository, stay
 */
export function* patchSteps(
  files: readonly RepositoryFile[],
  findings: readonly ReadinessFinding[],
): Generator<void, CodePatch> {
  const patch: CodePatch = {
    texts: new Map(),
    edited: [],
    left: [],
    hints: [],
    secrets: [],
  };
  const asked = findings.filter(({ verdict }) => verdict !== 'note');
  const byFile = new Map<string, ReadinessFinding[]>();
  for (const finding of asked.filter(isOfCode)) {
    byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  }
  for (const file of files) {
    const own = byFile.get(file.path);
    if (!own) {
      continue;
    }
    yield;
    const others = files.flatMap(({ path, content }) =>
      path === file.path ? [] : [content],
    );
    const { text, edited, left, hints, secrets } = patchFile(file, own, others);
    if (text !== undefined) {
      patch.texts.set(file.path, text);
    }
    patch.edited.push(...edited);
    patch.left.push(...left);
    patch.hints.push(...hints);
    patch.secrets.push(...secrets);
  }
  raiseVersions(files, asked, patch);
  patch.left.push(
    ...asked
      .filter(each => !isOfCode(each) && each.rule !== 'sdk-too-old')
      .map(finding => ({ finding, why: finding.change })),
  );
  return patch;
}
