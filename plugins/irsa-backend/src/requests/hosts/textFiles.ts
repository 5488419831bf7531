import { RepositoryTree } from 'backstage-plugin-irsa-node';
import { forEachLimited } from '../../shared/forEachLimited';
import { ReadLimits } from '../../config/IrsaConfig';

const READS_AT_ONCE = 6;

/** One entry of a folder, with its path from the root of the repository. */
export interface ListedFile {
  path: string;
  /** Git's own, such as `100644`; that of a link is `120000`, of a submodule `160000`. */
  mode: string;
  sha: string;
  /** Bytes, where the host tells. */
  size?: number;
}

/**
 * Reads the text files of a list within limits, and says of the others why they were not read. Where the host does not tell
 * sizes, `read` gives nothing for a file that is over the limit.
 */
export async function readTextFiles(
  commit: string,
  listed: readonly ListedFile[],
  limits: ReadLimits,
  read: (file: ListedFile) => Promise<Buffer | undefined>,
): Promise<RepositoryTree> {
  const files = new Map<string, string>();
  const notRead = new Map<string, string>();
  let left = limits.files;
  let bytes = 0;
  let next = 0;
  while (next < listed.length) {
    const wanted: ListedFile[] = [];
    for (; next < listed.length && wanted.length < Math.max(left, 1); next++) {
      const file = listed[next];
      const reason =
        reasonAgainst(file, limits) ??
        (left === 0 ? `more than ${limits.files} files` : undefined) ??
        (bytes + (file.size ?? 0) > limits.bytes ? tooMuch(limits) : undefined);
      if (reason) {
        notRead.set(file.path, reason);
      } else {
        bytes += file.size ?? 0;
        wanted.push(file);
      }
    }
    const contents = await forEachLimited(wanted, READS_AT_ONCE, read);
    for (const [index, { path, size }] of wanted.entries()) {
      const content = contents[index];
      const text = content && textOf(content);
      bytes += size === undefined ? content?.length ?? 0 : 0;
      // A file that turned out to be too large takes no other's place.
      left -= content ? 1 : 0;
      if (!content) {
        notRead.set(path, tooLarge(limits));
      } else if (bytes > limits.bytes) {
        notRead.set(path, tooMuch(limits));
      } else if (text === undefined) {
        notRead.set(path, 'not text');
      } else {
        files.set(path, text);
      }
    }
  }
  // In the order of the list, whenever it turned out.
  const inOrder = listed.flatMap(({ path }) => {
    const reason = notRead.get(path);
    return reason ? [[path, reason] as const] : [];
  });
  return { commit, files, notRead: new Map(inOrder) };
}

function reasonAgainst(
  { mode, size = 0 }: ListedFile,
  limits: ReadLimits,
): string | undefined {
  if (mode === '120000') {
    return 'a symbolic link';
  }
  if (mode === '160000') {
    return 'a submodule';
  }
  return size > limits.bytesPerFile ? tooLarge(limits) : undefined;
}

function tooLarge({ bytesPerFile }: ReadLimits): string {
  return `larger than ${bytesPerFile} bytes`;
}

function tooMuch({ bytes }: ReadLimits): string {
  return `more than ${bytes} bytes in all`;
}

function textOf(content: Buffer): string | undefined {
  if (content.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      content,
    );
  } catch {
    return undefined;
  }
}
