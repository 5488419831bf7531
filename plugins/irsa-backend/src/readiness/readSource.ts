import { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  isReadinessFile,
  Readiness,
  RepositoryFile,
} from 'backstage-plugin-irsa-node';
import { assessInTurns } from './assessInTurns';

/** With more files than this, it is not the source of a single service. */
const SOURCE_LIMITS = {
  files: 5_000,
  /** Bytes of one file: what is larger was not written by hand, lock files apart. */
  fileBytes: 2 * 1024 * 1024,
  bytes: 50 * 1024 * 1024,
  timeoutMs: 60_000,
};

/**
 * Reads the relevant files of a tree and assesses them.
 *
 * @param etag - of an earlier reading; throws NotModifiedError when the tree is still the same
 */
export async function readSource(
  reader: UrlReaderService,
  url: string,
  etag: string | undefined,
  limits = SOURCE_LIMITS,
): Promise<{ readiness: Readiness & { filesLeft?: number }; etag: string }> {
  let chosen = 0;
  const tree = await reader.readTree(url, {
    etag,
    signal: AbortSignal.timeout(limits.timeoutMs),
    filter: (path, info) => {
      const isWanted =
        isReadinessFile(path) && (info?.size ?? 0) <= limits.fileBytes;
      if (isWanted) {
        chosen += 1;
      }
      return isWanted && chosen <= limits.files;
    },
  });
  const found = await tree.files();
  if (chosen > limits.files) {
    throw new InputError(
      `It has more than ${limits.files} source files. Let backstage.io/source-location point at the folder of the service.`,
    );
  }
  const files: RepositoryFile[] = [];
  let bytes = 0;
  for (const file of found) {
    const content = await file.content();
    bytes += content.length;
    if (bytes > limits.bytes) {
      throw new InputError(
        `Its source is larger than ${
          limits.bytes / 1024 / 1024
        } MB. Let backstage.io/source-location point at the folder of the service.`,
      );
    }
    files.push({ path: file.path, content: content.toString('utf8') });
  }
  return { readiness: await assessInTurns(files), etag: tree.etag };
}
