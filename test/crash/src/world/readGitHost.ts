import { createHash } from 'node:crypto';
import { HostedRepository, HostedRequest, Sandbox } from '@internal/sandbox';

/** Requests, branches and what the default branch of each repository has, one line each. */
export async function readGitHost({ git }: Sandbox): Promise<string[]> {
  const lines = await Promise.all(
    (git?.host.repositories ?? []).map(async repository => [
      ...repository.requests.map(
        request => `request of ${repository.fullName} ${inWords(request)}`,
      ),
      ...(
        await repository.git.branches()
      ).map(branch => `branch of ${repository.fullName}: ${branch}`),
      `files of ${repository.fullName}: ${await filesOf(repository)}`,
    ]),
  );
  return lines.flat();
}

function inWords(request: HostedRequest): string {
  const { title, body, branch, base, state, mergedAt, comments } = request;
  return JSON.stringify({
    title,
    body,
    branch,
    base,
    state,
    isMerged: mergedAt !== undefined,
    comments: comments.map(each => each.body),
  });
}

/** The same for the same files, unlike a commit, which has its time in it. */
async function filesOf({
  git,
  defaultBranch,
}: HostedRepository): Promise<string> {
  const head = await git.commitOf(defaultBranch);
  const commit = head && (await git.commit(head));
  return createHash('sha256')
    .update(commit ? commit.tree : '')
    .digest('base64');
}
