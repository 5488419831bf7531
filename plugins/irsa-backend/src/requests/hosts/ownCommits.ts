import { createHash } from 'node:crypto';

const TRAILER = /^Irsa-Change: ([A-Za-z0-9-]+) ([0-9a-f]{32})$/m;

/** What identifies a commit's content and place. */
interface Placed {
  tree: string;
  parents: readonly string[];
}

/** The comment in a request's text by which it is found again. */
export function markerOf(marker: string): string {
  return `<!-- irsa-change: ${marker} -->`;
}

/**
 * The message of a commit that the portal makes. Its last line names the change, and sums up files and parents: a commit
 * that somebody has amended or moved does not pass as the portal's.
 */
export function ownMessage(
  marker: string,
  message: string,
  placed: Placed,
): string {
  return `${message.trimEnd()}\n\nIrsa-Change: ${marker} ${sumOf(
    marker,
    placed,
  )}`;
}

/** The change for which the portal has made this commit; nothing when others have made or rewritten it. */
export function changeOf(
  commit: Placed & { message: string },
): string | undefined {
  const [, marker, sum] = TRAILER.exec(commit.message) ?? [];
  return marker && sum === sumOf(marker, commit) ? marker : undefined;
}

/** The change that a request's text names. */
export function markerIn(body: string | null | undefined): string | undefined {
  return /<!-- irsa-change: ([A-Za-z0-9-]+) -->/.exec(body ?? '')?.[1];
}

function sumOf(marker: string, { tree, parents }: Placed): string {
  return createHash('sha256')
    .update([marker, tree, ...parents].join('\n'))
    .digest('hex')
    .slice(0, 32);
}
