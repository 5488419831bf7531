import { CommitFacts, Signature, TreeEdit } from '../BareRepository';
import { HostedRepository, Refusal } from '../HostedRepository';
import {
  blobAnswer,
  branchAnswer,
  commitAnswer,
  compareAnswer,
  refAnswer,
  repositoryAnswer,
  statusAnswer,
  treeAnswer,
} from './answers';
import { ApiCall, Route } from '../route';
import { found, textOf, textsOf } from '../wishes';

/** Branches, commits, trees and files. */
export const gitRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^$/,
    answer: async call => ({
      status: 200,
      body: repositoryAnswer(call, call.mayWrite),
    }),
  },
  {
    method: 'GET',
    path: /^\/branches\/(.+)$/,
    answer: async call => {
      const [branch] = call.parts;
      const sha = found(await call.repository.git.head(branch));
      return { status: 200, body: branchAnswer(call, branch, sha) };
    },
  },
  {
    method: 'GET',
    path: /^\/commits\/(.+)\/status$/,
    answer: async call => {
      const sha = found(await call.repository.git.commitOf(call.parts[0]));
      return { status: 200, body: statusAnswer(call, sha) };
    },
  },
  {
    method: 'GET',
    path: /^\/tarball\/(.+)$/,
    answer: async call => {
      const { repository, parts } = call;
      const sha = found(await repository.git.commitOf(parts[0]));
      const { owner, name } = repository;
      return {
        status: 200,
        body: await repository.git.archive(
          sha,
          `${owner}-${name}-${sha.slice(0, 7)}/`,
        ),
        headers: { 'content-type': 'application/x-gzip' },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/ref\/heads\/(.+)$/,
    answer: async call => {
      const [branch] = call.parts;
      const sha = found(await call.repository.git.head(branch));
      return { status: 200, body: refAnswer(call, branch, sha) };
    },
  },
  {
    method: 'POST',
    path: /^\/git\/refs$/,
    answer: async call => {
      const { repository, body } = call;
      const branch = textOf(body, 'ref').replace(/^refs\/heads\//, '');
      const sha = textOf(body, 'sha');
      refuseProtected(repository, branch);
      if (!(await repository.git.commit(sha))) {
        throw new Refusal(422, 'Object does not exist');
      }
      if (!(await repository.git.moveBranch(branch, undefined, sha))) {
        throw new Refusal(422, 'Reference already exists');
      }
      repository.changed();
      return { status: 201, body: refAnswer(call, branch, sha) };
    },
  },
  {
    method: 'PATCH',
    path: /^\/git\/refs\/heads\/(.+)$/,
    answer: async call => {
      const { repository, body } = call;
      const [branch] = call.parts;
      const sha = textOf(body, 'sha');
      refuseProtected(repository, branch);
      const before = await repository.git.head(branch);
      if (!before || !(await repository.git.commit(sha))) {
        throw new Refusal(422, 'Reference does not exist');
      }
      const isForward = await repository.git.isAncestor(before, sha);
      if (
        (!isForward && body.force !== true) ||
        !(await repository.git.moveBranch(branch, before, sha))
      ) {
        throw new Refusal(422, 'Update is not a fast forward');
      }
      repository.changed();
      return { status: 200, body: refAnswer(call, branch, sha) };
    },
  },
  {
    method: 'DELETE',
    path: /^\/git\/refs\/heads\/(.+)$/,
    answer: async ({ repository, parts: [branch] }) => {
      refuseProtected(repository, branch);
      const before = await repository.git.head(branch);
      if (!before) {
        throw new Refusal(422, 'Reference does not exist');
      }
      await repository.git.moveBranch(branch, before, undefined);
      await repository.refresh();
      repository.changed();
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/commits\/([0-9a-f]{40})$/,
    answer: async call => {
      const commit = found(await call.repository.git.commit(call.parts[0]));
      return { status: 200, body: commitAnswer(call, commit) };
    },
  },
  {
    method: 'POST',
    path: /^\/git\/commits$/,
    answer: async call => {
      const { repository, body, user } = call;
      const own = repository.signatureOf(user.login);
      const author = signatureOf(body.author) ?? own;
      const sha = await repository.git.createCommit({
        tree: textOf(body, 'tree'),
        parents: textsOf(body.parents),
        message: textOf(body, 'message'),
        author,
        committer: signatureOf(body.committer) ?? author,
      });
      const commit = found(await repository.git.commit(sha));
      return { status: 201, body: commitAnswer(call, commit) };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/trees\/([0-9a-f]{40})$/,
    answer: async ({ repository, parts: [sha], query }) => {
      const tree = await repository.git.tree(sha, query.has('recursive'));
      return { status: 200, body: treeAnswer(sha, found(tree)) };
    },
  },
  {
    method: 'POST',
    path: /^\/git\/trees$/,
    answer: async ({ repository, body }) => {
      const base =
        body.base_tree === undefined ? undefined : textOf(body, 'base_tree');
      const sha = await repository.git.createTree(base, editsOf(body.tree));
      const tree = found(await repository.git.tree(sha, false));
      return { status: 201, body: treeAnswer(sha, tree) };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/blobs\/([0-9a-f]{40})$/,
    answer: async ({ repository, parts: [sha] }) => ({
      status: 200,
      body: blobAnswer(sha, found(await repository.git.blob(sha))),
    }),
  },
  {
    method: 'GET',
    path: /^\/compare\/(.+)\.\.\.(.+)$/,
    answer: async call => ({ status: 200, body: await compare(call) }),
  },
];

async function compare(call: ApiCall) {
  const { git } = call.repository;
  const [from, to] = await Promise.all(
    call.parts.map(async name => found(await git.commitOf(name))),
  );
  const ahead = await git.commitsBetween(from, to);
  const commits = await Promise.all(ahead.map(sha => git.commit(sha)));
  return compareAnswer(call, {
    ahead: commits as CommitFacts[],
    behind: (await git.commitsBetween(to, from)).length,
    base: found(await git.mergeBase(from, to)),
  });
}

function refuseProtected(repository: HostedRepository, branch: string): void {
  if (repository.isProtected(branch)) {
    throw new Refusal(
      422,
      'Repository rule violations found\n\nChanges must be made through a pull request.',
    );
  }
}

function signatureOf(value: unknown): Signature | undefined {
  const { name, email, date } = (value ?? {}) as Partial<Signature>;
  return name && email ? { name, email, date: date ?? '' } : undefined;
}

function editsOf(value: unknown): TreeEdit[] {
  if (!Array.isArray(value)) {
    throw new Refusal(422, 'Invalid tree info');
  }
  return value.map(({ path, mode, sha, content }) => {
    if (typeof path !== 'string' || /(^|\/)(\.\.?|\.git)?(\/|$)/.test(path)) {
      throw new Refusal(422, 'tree.path contains a malformed path component');
    }
    return typeof content === 'string'
      ? { path, mode, content }
      : { path, mode, sha };
  });
}
