import { CodeRequest } from 'backstage-plugin-irsa-common';
import { ChangeRepository } from 'backstage-plugin-irsa-node';

/** The commit that the tag of an image names: the whole of it, for a short one may be another's. */
function commitOfImage(image: string | undefined): string | undefined {
  return /:(?:[\w.-]*-)?([0-9a-f]{40})(?:@.*)?$/.exec(image ?? '')?.[1];
}

/**
 * Whether what runs was built after a merge, as far as the tag of its image tells. An image that names no commit tells nothing.
 * Throws ChangeHostError.
 */
export async function readRuns(
  repository: Pick<ChangeRepository, 'contains'>,
  mergeCommit: string | undefined,
  image: string | undefined,
): Promise<NonNullable<CodeRequest['runs']>> {
  const built = commitOfImage(image);
  const short = (commit: string) => commit.slice(0, 12);
  if (!built || !mergeCommit) {
    return {
      state: 'notKnown',
      evidence: built
        ? 'The host does not name the commit of the merge.'
        : `The tag of image ${image ?? '(none)'} names no commit.`,
    };
  }
  const named = `The tag of image ${image} names commit ${short(built)}`;
  if (await repository.contains(mergeCommit, built)) {
    return {
      state: 'yes',
      evidence: `${named}, which has merge ${short(mergeCommit)}.`,
    };
  }
  return (await repository.contains(built, mergeCommit))
    ? {
        state: 'no',
        evidence: `${named}, which is older than merge ${short(mergeCommit)}.`,
      }
    : {
        state: 'notKnown',
        evidence: `${named}, which is not in the history of merge ${short(
          mergeCommit,
        )} in this repository.`,
      };
}
