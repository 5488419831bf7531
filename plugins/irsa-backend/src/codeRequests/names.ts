import { createHash } from 'node:crypto';

/** The source of a service: a folder of a repository. */
export interface SourceFolder {
  /** Of the repository, without user, password and a path below it. */
  url: string;
  /** Below the root; `''` is the root. */
  folder: string;
  /** The branch that the catalog names; absent where it names none. */
  branch?: string;
  /** Whose source it is, as the catalog says. */
  entityRef: string;
}

/**
 * The same for all workloads that are built from this folder and branch: they have one request. Another branch has its own, for a
 * request has one base. Hosts do not tell cases apart in names of repositories.
 */
export function sourceId({
  url,
  folder,
  branch,
}: Pick<SourceFolder, 'url' | 'folder' | 'branch'>): string {
  return createHash('sha256')
    .update(
      JSON.stringify([url.toLowerCase(), folder, ...(branch ? [branch] : [])]),
    )
    .digest('hex');
}

/** What a request is known by at the host. One that is opened after another has ended has another number. */
export function codeRequestNames(
  source: SourceFolder,
  attempt: number,
): { marker: string; branch: string } {
  const short = sourceId(source).slice(0, 16);
  return {
    marker: `irsa-code-${short}-${attempt}`,
    branch: `irsa/code-${short.slice(0, 8)}${
      attempt === 1 ? '' : `-${attempt}`
    }`,
  };
}
