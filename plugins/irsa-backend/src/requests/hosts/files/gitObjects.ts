import { createHash } from 'node:crypto';

/** One line of a tree of git. */
export interface TreeEntry {
  /** Without folders. */
  name: string;
  /** For example `100644`; folders have `40000`. */
  mode: string;
  sha: string;
}

const FOLDER = '40000';

export function isFolder({ mode }: TreeEntry): boolean {
  return normalMode(mode) === FOLDER;
}

/** The name that git gives to a content. `like` is any other name of the repository: it tells SHA-1 from SHA-256. */
export function blobName(content: Buffer, like: string): string {
  return nameOf('blob', content, like);
}

/** The name that git gives to a folder. */
export function treeName(entries: readonly TreeEntry[], like: string): string {
  const lines = [...entries]
    .sort((left, right) => Buffer.compare(sortKey(left), sortKey(right)))
    .map(({ mode, name, sha }) =>
      Buffer.concat([
        Buffer.from(`${normalMode(mode)} ${name}\0`),
        Buffer.from(sha, 'hex'),
      ]),
    );
  return nameOf('tree', Buffer.concat(lines), like);
}

/**
 * The name of the root after edits, as git will give it. Only the folders on the way to edited files are read.
 *
 * @param edits - names of contents by path; null takes the file away
 */
export async function editedTree(
  edits: ReadonlyMap<string, string | null>,
  folder: (path: string) => Promise<readonly TreeEntry[] | undefined>,
  like: string,
  at = '',
): Promise<string | undefined> {
  const entries = new Map(
    ((await folder(at)) ?? []).map(entry => [entry.name, entry]),
  );
  const below = new Map<string, Map<string, string | null>>();
  for (const [path, sha] of edits) {
    const slash = path.indexOf('/');
    if (slash >= 0) {
      const name = path.slice(0, slash);
      const inside = below.get(name) ?? new Map();
      below.set(name, inside.set(path.slice(slash + 1), sha));
    } else if (sha === null) {
      entries.delete(path);
    } else {
      const mode = entries.get(path)?.mode ?? '100644';
      entries.set(path, { name: path, mode, sha });
    }
  }
  for (const [name, inside] of below) {
    const path = at ? `${at}/${name}` : name;
    const sha = await editedTree(inside, folder, like, path);
    if (sha) {
      entries.set(name, { name, mode: FOLDER, sha });
    } else {
      entries.delete(name);
    }
  }
  // Git keeps no empty folders; an empty root is a tree all the same.
  return entries.size > 0 || !at
    ? treeName([...entries.values()], like)
    : undefined;
}

function nameOf(type: string, content: Buffer, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1')
    .update(`${type} ${content.length}\0`)
    .update(content)
    .digest('hex');
}

/** Git sorts a folder as though its name ended in a slash. */
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(isFolder(entry) ? `${entry.name}/` : entry.name);
}

function normalMode(mode: string): string {
  return mode.replace(/^0+/, '');
}
