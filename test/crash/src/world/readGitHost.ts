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
      ...(await filesOf(repository)),
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

/** A digest of each file: the same for the same files, unlike a commit, which has its time in it. No value is kept. */
async function filesOf({
  git,
  fullName,
  defaultBranch,
}: HostedRepository): Promise<string[]> {
  const head = await git.commitOf(defaultBranch);
  const commit = head && (await git.commit(head));
  const entries = (commit && (await git.tree(commit.tree, true))) || [];
  return Promise.all(
    entries
      .filter(({ type }) => type === 'blob')
      .map(async ({ path, mode, sha }) => {
        const content = String(await git.blob(sha));
        const digest = createHash('sha256')
          .update(withoutKeys(content))
          .digest('hex');
        return `file of ${fullName}: ${path} ${mode} ${digest}`;
      }),
  );
}

/** Each world has keys of its own. */
function withoutKeys(content: string): string {
  return content
    .replace(/\bAKIA\w{16}\b/g, '<key>')
    .replace(/(AWS_SECRET_ACCESS_KEY: ).+/g, '$1<secret>');
}
