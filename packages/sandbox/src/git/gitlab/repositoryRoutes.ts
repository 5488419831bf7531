import { CommitFacts, TreeEdit, TreeEntry } from '../BareRepository';
import { Refusal } from '../HostedRepository';
import { ApiCall, Route } from '../route';
import { found, textOf } from '../wishes';
import {
  branchAnswer,
  commitAnswer,
  projectAnswer,
  treeEntryAnswer,
} from './answers';
import { pageAnswer } from './pages';

/** The project, branches, commits, trees and files. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^$/,
    answer: async call => ({ status: 200, body: projectAnswer(call) }),
  },
  {
    method: 'GET',
    path: /^\/repository\/branches\/(.+)$/,
    answer: async call => {
      const [branch] = call.parts;
      const head = found(await call.repository.git.head(branch));
      return {
        status: 200,
        body: branchAnswer(call, branch, await factsOf(call, head)),
      };
    },
  },
  {
    method: 'POST',
    path: /^\/repository\/branches$/,
    answer: async call => {
      const { repository, query, body } = call;
      const branch = query.get('branch') ?? textOf(body, 'branch');
      const ref = query.get('ref') ?? textOf(body, 'ref');
      refuseProtected(call, branch);
      const commit = await repository.git.commitOf(ref);
      if (!commit) {
        throw new Refusal(400, 'Invalid reference name');
      }
      if (!(await repository.git.moveBranch(branch, undefined, commit))) {
        throw new Refusal(400, 'Branch already exists');
      }
      repository.changed();
      return {
        status: 201,
        body: branchAnswer(call, branch, await factsOf(call, commit)),
      };
    },
  },
  {
    method: 'DELETE',
    path: /^\/repository\/branches\/(.+)$/,
    answer: async call => {
      const { repository } = call;
      const [branch] = call.parts;
      refuseProtected(call, branch);
      const before = found(await repository.git.head(branch));
      await repository.git.moveBranch(branch, before, undefined);
      await repository.refresh();
      repository.changed();
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/repository\/commits\/([0-9a-f]{40})$/,
    answer: async call => ({
      status: 200,
      body: commitAnswer(await factsOf(call, call.parts[0])),
    }),
  },
  {
    method: 'POST',
    path: /^\/repository\/commits$/,
    answer: async call => ({ status: 201, body: await commitEdits(call) }),
  },
  {
    method: 'GET',
    path: /^\/repository\/compare$/,
    answer: async call => {
      const { git } = call.repository;
      const [from, to] = await Promise.all(
        ['from', 'to'].map(async side =>
          found(await git.commitOf(call.query.get(side) ?? '')),
        ),
      );
      const between = await git.commitsBetween(from, to);
      return {
        status: 200,
        body: {
          commits: await Promise.all(
            between.map(async sha => commitAnswer(await factsOf(call, sha))),
          ),
          compare_timeout: false,
          compare_same_ref: from === to,
        },
      };
    },
  },
  {
    method: 'GET',
    path: /^\/repository\/tree$/,
    answer: async call => {
      const { repository, query } = call;
      const at = await factsOf(
        call,
        found(await repository.git.commitOf(query.get('ref') ?? '')),
      );
      const folder = query.get('path') ?? '';
      const tree = folder
        ? folderAt(await repository.git.entryAt(at.sha, folder))
        : at.tree;
      const entries = found(
        await repository.git.tree(tree, query.get('recursive') === 'true'),
      );
      return pageAnswer(
        call,
        entries.map(entry => treeEntryAnswer(folder, entry)),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/repository\/blobs\/([0-9a-f]{40})\/raw$/,
    answer: async ({ repository, parts: [sha] }) => ({
      status: 200,
      body: found(await repository.git.blob(sha)),
      headers: { 'content-type': 'application/octet-stream' },
    }),
  },
  {
    method: 'GET',
    path: /^\/repository\/files\/(.+)$/,
    answer: async ({ repository, parts: [path], query }) => {
      const at = found(await repository.git.commitOf(query.get('ref') ?? ''));
      const entry = found(await repository.git.entryAt(at, path));
      return {
        status: 200,
        body: {
          file_path: path,
          blob_id: entry.sha,
          commit_id: at,
          last_commit_id: await repository.git.lastCommitOf(path, at),
        },
      };
    },
  },
];

async function factsOf(call: ApiCall, sha: string): Promise<CommitFacts> {
  return found(await call.repository.git.commit(sha));
}

function folderAt(entry: TreeEntry | undefined): string {
  if (entry?.type !== 'tree') {
    throw new Refusal(404, '404 Tree Not Found');
  }
  return entry.sha;
}

/** One commit on the end of a branch, as it is at this moment. */
async function commitEdits(call: ApiCall) {
  const { repository, body, user } = call;
  const branch = textOf(body, 'branch');
  refuseProtected(call, branch);
  const tip = await repository.git.head(branch);
  if (!tip) {
    throw new Refusal(
      400,
      'You can only create or edit files when you are on a branch',
    );
  }
  const edits: TreeEdit[] = [];
  for (const action of body.actions as Record<string, string>[]) {
    edits.push(await editOf(call, tip, action));
  }
  const own = repository.signatureOf(user.login);
  const author = {
    ...own,
    ...(body.author_name ? { name: String(body.author_name) } : {}),
    ...(body.author_email ? { email: String(body.author_email) } : {}),
  };
  const before = await factsOf(call, tip);
  const made = await repository.git.createCommit({
    tree: await repository.git.createTree(before.tree, edits),
    parents: [tip],
    message: textOf(body, 'commit_message'),
    author,
    committer: own,
  });
  if (!(await repository.git.moveBranch(branch, tip, made))) {
    throw new Refusal(400, 'Could not update refs/heads. Please refresh');
  }
  repository.changed();
  return commitAnswer(await factsOf(call, made));
}

async function editOf(
  { repository: { git } }: ApiCall,
  tip: string,
  action: Record<string, string>,
): Promise<TreeEdit> {
  const path = action.file_path;
  const entry = await git.entryAt(tip, path);
  if (action.action === 'create' ? entry : !entry) {
    throw new Refusal(
      400,
      entry
        ? 'A file with this name already exists'
        : "A file with this name doesn't exist",
    );
  }
  const last = action.last_commit_id;
  if (last && last !== (await git.lastCommitOf(path, tip))) {
    throw new Refusal(
      400,
      'You are attempting to update a file that has changed since you started editing it.',
    );
  }
  return action.action === 'delete'
    ? { path, sha: null }
    : {
        path,
        mode: entry?.mode,
        sha: await git.createBlob(
          Buffer.from(
            action.content ?? '',
            action.encoding === 'base64' ? 'base64' : 'utf8',
          ),
        ),
      };
}

function refuseProtected({ repository }: ApiCall, branch: string): void {
  if (repository.isProtected(branch)) {
    throw new Refusal(403, 'You are not allowed to push into this branch');
  }
}
