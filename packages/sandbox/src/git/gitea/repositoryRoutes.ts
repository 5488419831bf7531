import { CommitFacts, TreeEdit } from '../BareRepository';
import { Refusal } from '../HostedRepository';
import { ApiCall, Route } from '../route';
import { found, textOf } from '../wishes';
import { pageOf } from './pageOf';
import { commitAnswer, repositoryAnswer } from './answers';

/** The repository, branches, commits, trees and files. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^$/,
    answer: async call => ({ status: 200, body: repositoryAnswer(call) }),
  },
  {
    method: 'GET',
    path: /^\/branches\/(.+)$/,
    answer: async ({ repository, parts: [name] }) => ({
      status: 200,
      body: {
        name,
        commit: { id: found(await repository.git.head(name)) },
        protected: repository.isProtected(name),
      },
    }),
  },
  {
    method: 'POST',
    path: /^\/branches$/,
    answer: async call => {
      const { repository, body } = call;
      const name = textOf(body, 'new_branch_name');
      const commit = found(
        await repository.git.commitOf(textOf(body, 'old_ref_name')),
      );
      if (repository.isProtected(name)) {
        // Its own hook refuses the push, and only administrators are told so.
        throw new Refusal(500, '');
      }
      if (!(await repository.git.moveBranch(name, undefined, commit))) {
        throw new Refusal(409, 'The branch already exists.');
      }
      repository.changed();
      return { status: 201, body: { name, commit: { id: commit } } };
    },
  },
  {
    method: 'DELETE',
    path: /^\/branches\/(.+)$/,
    answer: async call => {
      const { repository } = call;
      const [branch] = call.parts;
      if (repository.isProtected(branch)) {
        throw new Refusal(403, 'branch protected');
      }
      const before = await repository.git.head(branch);
      // A branch that is gone already is a success too.
      if (before) {
        await repository.git.moveBranch(branch, before, undefined);
      }
      await repository.refresh();
      repository.changed();
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/commits\/([0-9a-f]{40})$/,
    answer: async call => ({
      status: 200,
      body: commitAnswer(await factsOf(call, call.parts[0])),
    }),
  },
  {
    method: 'GET',
    path: /^\/compare\/(.+)\.\.\.(.+)$/,
    answer: async call => {
      const { git } = call.repository;
      const [from, to] = await Promise.all(
        call.parts.map(async name => found(await git.commitOf(name))),
      );
      // It lists what came since the common beginning; without one, nothing.
      const between = (await git.mergeBase(from, to))
        ? await git.commitsBetween(from, to)
        : [];
      return {
        status: 200,
        body: {
          total_commits: between.length,
          commits: await Promise.all(
            between
              .reverse()
              .map(async sha => commitAnswer(await factsOf(call, sha))),
          ),
        },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/commits$/,
    answer: async call => {
      const { query } = call;
      const { git } = call.repository;
      const [to, from] = await Promise.all(
        ['sha', 'not'].map(async key =>
          found(await git.commitOf(query.get(key) ?? '')),
        ),
      );
      const listed = (await git.commitsBetween(from, to)).reverse();
      return {
        status: 200,
        body: await Promise.all(
          pageOf(listed, query).map(async sha =>
            commitAnswer(await factsOf(call, sha)),
          ),
        ),
      };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/trees\/([0-9a-f]{40})$/,
    answer: async ({ repository: { git }, parts: [name], query }) => {
      const tree = (await git.commit(name))?.tree ?? name;
      const entries = await git.tree(tree, query.has('recursive'));
      if (!entries) {
        throw new Refusal(400, 'object does not exist');
      }
      const page = Number(query.get('page') ?? 1);
      const size = Math.min(Number(query.get('per_page') ?? 1000), 1000);
      return {
        status: 200,
        body: {
          sha: tree,
          truncated: page * size < entries.length,
          page,
          total_count: entries.length,
          tree: entries.slice((page - 1) * size, page * size),
        },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/git\/blobs\/([0-9a-f]{40})$/,
    answer: async ({ repository, parts: [sha] }) => {
      const content = found(await repository.git.blob(sha));
      return {
        status: 200,
        body: {
          sha,
          size: content.length,
          encoding: 'base64',
          content: content.toString('base64'),
        },
      };
    },
  },
  {
    method: 'POST',
    path: /^\/contents$/,
    answer: async call => ({ status: 201, body: await commitEdits(call) }),
  },
];

async function factsOf(call: ApiCall, sha: string): Promise<CommitFacts> {
  return found(await call.repository.git.commit(sha));
}

/** One commit on the end of a branch, as it is at this moment. */
async function commitEdits(call: ApiCall) {
  const { repository, body, user } = call;
  const branch = textOf(body, 'branch');
  refuseProtected(call, branch);
  const tip = found(await repository.git.head(branch));
  const edits: TreeEdit[] = [];
  for (const file of body.files as Record<string, string>[]) {
    edits.push(await editOf(call, tip, file));
  }
  const own = repository.signatureOf(user.login);
  const before = await factsOf(call, tip);
  const made = await repository.git.createCommit({
    tree: await repository.git.createTree(before.tree, edits),
    parents: [tip],
    message: textOf(body, 'message').trim(),
    author: { ...own, ...(body.author as object) },
    committer: own,
  });
  if (!(await repository.git.moveBranch(branch, tip, made))) {
    throw new Refusal(409, 'push out of date');
  }
  repository.changed();
  return { commit: commitAnswer(await factsOf(call, made)) };
}

async function editOf(
  { repository: { git } }: ApiCall,
  tip: string,
  { operation, path, sha, content = '' }: Record<string, string>,
): Promise<TreeEdit> {
  const entry = await git.entryAt(tip, path);
  if (operation === 'create' && entry) {
    throw new Refusal(422, `repository file already exists [path: ${path}]`);
  }
  if (operation !== 'create' && !entry) {
    throw new Refusal(404, `repository file does not exist [path: ${path}]`);
  }
  if (entry && entry.sha !== sha) {
    throw new Refusal(422, `sha does not match [given: ${sha}]`);
  }
  return operation === 'delete'
    ? { path, sha: null }
    : {
        path,
        mode: entry?.mode,
        sha: await git.createBlob(Buffer.from(content, 'base64')),
      };
}

function refuseProtected({ repository, user }: ApiCall, branch: string): void {
  if (repository.isProtected(branch)) {
    throw new Refusal(403, `user cannot commit to repo [user: ${user.login}]`);
  }
}
