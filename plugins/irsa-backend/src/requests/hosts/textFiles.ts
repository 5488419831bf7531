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

/** Reads the text files of a list within limits, and says of the others why they were not read. */
export async function readTextFiles(
  commit: string,
  listed: readonly ListedFile[],
  limits: ReadLimits,
  read: (file: ListedFile) => Promise<Buffer>,
): Promise<RepositoryTree> {
  const notRead = new Map<string, string>();
  const wanted: ListedFile[] = [];
  let bytes = 0;
  for (const file of listed) {
    const reason = reasonAgainst(file, limits);
    if (reason) {
      notRead.set(file.path, reason);
    } else if (wanted.length >= limits.files) {
      notRead.set(file.path, `more than ${limits.files} files`);
    } else if (bytes + (file.size ?? 0) > limits.bytes) {
      notRead.set(file.path, `more than ${limits.bytes} bytes in all`);
    } else {
      bytes += file.size ?? 0;
      wanted.push(file);
    }
  }
  const contents = await forEachLimited(wanted, READS_AT_ONCE, read);
  const files = new Map<string, string>();
  wanted.forEach(({ path }, index) => {
    const text = textOf(contents[index]);
    if (text === undefined) {
      notRead.set(path, 'not text');
    } else {
      files.set(path, text);
    }
  });
  return { commit, files, notRead };
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
  return size > limits.bytesPerFile
    ? `larger than ${limits.bytesPerFile} bytes`
    : undefined;
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
