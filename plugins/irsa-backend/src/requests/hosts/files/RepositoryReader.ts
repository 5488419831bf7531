import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { changeOf } from '../ownCommits';
import { isFolder, treeName, TreeEntry } from './gitObjects';
import { HostApi, ListedCommit } from './HostApi';

/** Bytes of a file that is put back. */
const LARGEST = 5_000_000;

/** Answers about commits and folders, each asked once: what a commit holds does not change. */
export class RepositoryReader {
  private readonly folders = new Map<
    string,
    Promise<TreeEntry[] | undefined>
  >();

  constructor(private readonly api: HostApi) {}

  folder(commit: string, path: string): Promise<TreeEntry[] | undefined> {
    const key = `${commit}:${path}`;
    const known = this.folders.get(key) ?? this.api.folder(commit, path);
    this.folders.set(key, known);
    return known;
  }

  /** What is at a path; undefined when nothing is. */
  async entry(commit: string, path: string): Promise<TreeEntry | undefined> {
    const parts = path.split('/');
    for (let depth = 0; depth < parts.length; depth++) {
      const entries = await this.folder(
        commit,
        parts.slice(0, depth).join('/'),
      );
      const found = entries?.find(({ name }) => name === parts[depth]);
      if (!found || depth === parts.length - 1) {
        return found;
      }
      if (!isFolder(found)) {
        return undefined;
      }
    }
    return undefined;
  }

  /** Name of a commit's root. */
  async treeOf({ sha, tree }: ListedCommit): Promise<string> {
    return tree ?? treeName((await this.folder(sha, '')) ?? [], sha);
  }

  /** Whether the portal has made a commit, and nobody has rewritten it. */
  async isOwn(commit: ListedCommit): Promise<boolean> {
    // Without the last line of its message it is another person's, and its files need not be read.
    return (
      /^Irsa-Change: /m.test(commit.message) &&
      changeOf({ ...commit, tree: await this.treeOf(commit) }) !== undefined
    );
  }

  async areOwn(list: {
    commits: readonly ListedCommit[];
    complete: boolean;
  }): Promise<boolean> {
    for (const commit of list.commits) {
      if (!(await this.isOwn(commit))) {
        return false;
      }
    }
    return list.complete;
  }

  /** Whether a commit is part of another; both must be there. */
  async isPart(commit: string, within: string): Promise<boolean> {
    return (
      commit === within ||
      (await this.api.commitsBetween(within, commit)).commits.length === 0
    );
  }

  /** Paths of files that differ between two commits. */
  async changedPaths(from: string, to: string, at = ''): Promise<string[]> {
    const [before, after] = await Promise.all(
      [from, to].map(async commit => {
        const entries = (await this.folder(commit, at)) ?? [];
        return new Map(entries.map(entry => [entry.name, entry]));
      }),
    );
    const paths: string[] = [];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [left, right] = [before.get(name), after.get(name)];
      const path = at ? `${at}/${name}` : name;
      if (left?.sha === right?.sha && left?.mode === right?.mode) {
        continue;
      }
      if ([left, right].some(entry => entry && isFolder(entry))) {
        paths.push(...(await this.changedPaths(from, to, path)));
      }
      if ([left, right].some(entry => entry && !isFolder(entry))) {
        paths.push(path);
      }
    }
    return paths;
  }

  /** The content at a path; null when there is no file. */
  async content(commit: string, path: string): Promise<Buffer | null> {
    const entry = await this.entry(commit, path);
    if (!entry) {
      return null;
    }
    const content = await this.api.blob(entry.sha, LARGEST);
    if (!content) {
      throw new ChangeHostError(
        'invalid',
        `${this.api.title}: ${path} is larger than ${LARGEST} bytes.`,
      );
    }
    return content;
  }
}
