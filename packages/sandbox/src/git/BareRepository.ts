import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitFailure, runGit } from './runGit';

export interface Signature {
  name: string;
  email: string;
  /** ISO 8601. */
  date: string;
}

export interface CommitFacts {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

export interface TreeEntry {
  path: string;
  /** For example `100644`. */
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  size?: number;
}

/** What becomes of a path: text, an object, or nothing. */
export type TreeEdit =
  | { path: string; mode?: string; content: string }
  | { path: string; mode?: string; sha: string }
  | { path: string; sha: null };

const SHA = /^[0-9a-f]{40}$/;
const NOTHING = '0'.repeat(40);

/** A bare repository on disk, by the git command. Objects that are not there are undefined. */
export class BareRepository {
  private constructor(readonly folder: string) {}

  static async create(
    folder: string,
    defaultBranch: string,
  ): Promise<BareRepository> {
    await mkdir(folder, { recursive: true });
    await runGit(folder, [
      'init',
      '--bare',
      '--quiet',
      `--initial-branch=${defaultBranch}`,
      '.',
    ]);
    await runGit(folder, ['config', 'http.receivepack', 'true']);
    return new BareRepository(folder);
  }

  async head(branch: string): Promise<string | undefined> {
    return this.resolve(`refs/heads/${branch}`);
  }

  /** The commit that a SHA or the name of a branch stands for. */
  async commitOf(name: string): Promise<string | undefined> {
    return SHA.test(name) ? this.resolve(`${name}^{commit}`) : this.head(name);
  }

  async branches(): Promise<string[]> {
    const text = await this.text([
      'for-each-ref',
      '--format=%(refname:lstrip=2)',
      'refs/heads',
    ]);
    return text.split('\n').filter(Boolean);
  }

  /** Moves a branch, makes it (`before` undefined) or deletes it (`after` undefined); false when it is not at `before`. */
  async moveBranch(
    branch: string,
    before: string | undefined,
    after: string | undefined,
  ): Promise<boolean> {
    const line = after
      ? `update refs/heads/${branch} ${after} ${before ?? NOTHING}\n`
      : `delete refs/heads/${branch} ${before}\n`;
    try {
      await runGit(this.folder, ['update-ref', '--stdin'], { input: line });
      return true;
    } catch (error) {
      if (error instanceof GitFailure) {
        return false;
      }
      throw error;
    }
  }

  async useAsHead(branch: string): Promise<void> {
    await this.text(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  async commit(sha: string): Promise<CommitFacts | undefined> {
    if (!SHA.test(sha) || !(await this.resolve(`${sha}^{commit}`))) {
      return undefined;
    }
    const text = await this.text(['cat-file', 'commit', sha]);
    const end = text.indexOf('\n\n');
    const lines = text.slice(0, end).split('\n');
    const all = (key: string) =>
      lines
        .filter(line => line.startsWith(`${key} `))
        .map(line => line.slice(key.length + 1));
    return {
      sha,
      tree: all('tree')[0],
      parents: all('parent'),
      author: signatureOf(all('author')[0]),
      committer: signatureOf(all('committer')[0]),
      message: text.slice(end + 2),
    };
  }

  async createCommit(commit: {
    tree: string;
    parents: string[];
    message: string;
    author: Signature;
    committer?: Signature;
  }): Promise<string> {
    const { author, committer = author } = commit;
    const args = ['commit-tree', commit.tree, '-F', '-'];
    commit.parents.forEach(parent => args.push('-p', parent));
    return this.text(args, {
      input: commit.message,
      env: {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: author.date,
        GIT_COMMITTER_NAME: committer.name,
        GIT_COMMITTER_EMAIL: committer.email,
        GIT_COMMITTER_DATE: committer.date,
      },
    });
  }

  /** Entries below a tree; `path` is seen from it. */
  async tree(
    sha: string,
    recursive: boolean,
  ): Promise<TreeEntry[] | undefined> {
    if (!SHA.test(sha) || !(await this.resolve(`${sha}^{tree}`))) {
      return undefined;
    }
    const args = ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : [])];
    return entriesOf(await this.text([...args, sha]));
  }

  /** Writes a tree: another one (or none) with edits. */
  async createTree(
    base: string | undefined,
    edits: readonly TreeEdit[],
  ): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'irsa-index-'));
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    try {
      await runGit(this.folder, ['read-tree', base ?? '--empty'], { env });
      const lines: string[] = [];
      for (const edit of edits) {
        if ('content' in edit) {
          const sha = await this.createBlob(Buffer.from(edit.content, 'utf8'));
          lines.push(`${edit.mode ?? '100644'} ${sha}\t${edit.path}`);
        } else if (edit.sha === null) {
          lines.push(`0 ${NOTHING}\t${edit.path}`);
        } else {
          lines.push(`${edit.mode ?? '100644'} ${edit.sha}\t${edit.path}`);
        }
      }
      await runGit(this.folder, ['update-index', '-z', '--index-info'], {
        env,
        input: lines.map(line => `${line}\0`).join(''),
      });
      return await this.text(['write-tree'], { env });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async blob(sha: string): Promise<Buffer | undefined> {
    if (!SHA.test(sha) || !(await this.resolve(`${sha}^{blob}`))) {
      return undefined;
    }
    return runGit(this.folder, ['cat-file', 'blob', sha]);
  }

  /** The files of a commit, below a folder of this name, as `.tar.gz`. */
  async archive(sha: string, prefix: string): Promise<Buffer> {
    return runGit(this.folder, [
      'archive',
      '--format=tar.gz',
      `--prefix=${prefix}`,
      sha,
    ]);
  }

  async createBlob(content: Buffer): Promise<string> {
    return this.text(['hash-object', '-w', '--stdin'], { input: content });
  }

  async isAncestor(commit: string, within: string): Promise<boolean> {
    const base = await this.mergeBase(commit, within);
    return base === commit;
  }

  async mergeBase(left: string, right: string): Promise<string | undefined> {
    try {
      return await this.text(['merge-base', left, right]);
    } catch (error) {
      if (error instanceof GitFailure) {
        return undefined;
      }
      throw error;
    }
  }

  /** Commits of `to` that `from` does not have, the oldest first. */
  async commitsBetween(from: string, to: string): Promise<string[]> {
    const text = await this.text([
      'rev-list',
      '--reverse',
      '--topo-order',
      to,
      `^${from}`,
    ]);
    return text.split('\n').filter(Boolean);
  }

  /** The latest commit that has changed a path; undefined when none has. */
  async lastCommitOf(path: string, at: string): Promise<string | undefined> {
    const text = await this.text(['rev-list', '-1', at, '--', path]);
    return text || undefined;
  }

  /** What is at a path of a commit. */
  async entryAt(commit: string, path: string): Promise<TreeEntry | undefined> {
    const text = await this.text(['ls-tree', '-z', '-l', commit, '--', path]);
    return entriesOf(text)[0];
  }

  /** The tree of a merge; undefined when there are conflicts. */
  async mergedTree(left: string, right: string): Promise<string | undefined> {
    try {
      return await this.text(['merge-tree', '--write-tree', left, right]);
    } catch (error) {
      if (error instanceof GitFailure && error.code === 1) {
        return undefined;
      }
      throw error;
    }
  }

  /** Edits that lead from one commit to another, file by file. */
  async edits(from: string, to: string): Promise<TreeEdit[]> {
    const text = await this.text(['diff-tree', '-r', '-z', from, to]);
    const parts = text.split('\0');
    const edits: TreeEdit[] = [];
    for (let index = 0; index + 1 < parts.length; index += 2) {
      const [, mode, , sha] = parts[index].split(' ');
      const path = parts[index + 1];
      edits.push(sha === NOTHING ? { path, sha: null } : { path, mode, sha });
    }
    return edits;
  }

  /** Writes the files of a commit into a folder. */
  async checkout(commit: string, folder: string): Promise<void> {
    const index = await mkdtemp(join(tmpdir(), 'irsa-index-'));
    const env = { GIT_INDEX_FILE: join(index, 'index') };
    try {
      await runGit(this.folder, ['read-tree', commit], { env });
      await runGit(
        this.folder,
        ['--work-tree', folder, 'checkout-index', '--all'],
        { env },
      );
    } finally {
      await rm(index, { recursive: true, force: true });
    }
  }

  async diff(from: string, to: string): Promise<string> {
    return this.text(['diff', '--no-color', from, to]);
  }

  private async resolve(name: string): Promise<string | undefined> {
    try {
      return await this.text(['rev-parse', '--verify', '--quiet', name]);
    } catch (error) {
      if (error instanceof GitFailure) {
        return undefined;
      }
      throw error;
    }
  }

  private async text(
    args: readonly string[],
    options?: Parameters<typeof runGit>[2],
  ): Promise<string> {
    const answer = await runGit(this.folder, args, options);
    return answer.toString('utf8').replace(/\n$/, '');
  }
}

function signatureOf(line: string): Signature {
  const [, name, email, seconds] = /^(.*) <(.*)> (\d+) /.exec(line) ?? [];
  return {
    name,
    email,
    date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z'),
  };
}

function entriesOf(listing: string): TreeEntry[] {
  return listing
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, object, size] = line.slice(0, tab).split(/ +/);
      return {
        path: line.slice(tab + 1),
        mode,
        type: type as TreeEntry['type'],
        sha: object,
        ...(size !== '-' && { size: Number(size) }),
      };
    });
}
