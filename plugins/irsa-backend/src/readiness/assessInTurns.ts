import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  Readiness,
  ReadinessAssessment,
  RepositoryFile,
} from 'backstage-plugin-irsa-node';

/** How long files are read before others have their turn. */
const TURN_MS = 20;
/** Time for one repository, without the waiting. */
const MOST_MS = 10_000;

/**
 * Assesses files so that the portal answers other requests in between. After `mostMs` of work it stops, and the result is
 * that of the files read by then: `filesLeft` says how many were not.
 */
export async function assessInTurns(
  files: readonly RepositoryFile[],
  options: {
    /** Milliseconds from any moment. */
    now?: () => number;
    mostMs?: number;
  } = {},
): Promise<Readiness & { filesLeft?: number }> {
  const { now = () => performance.now(), mostMs = MOST_MS } = options;
  const assessment = new ReadinessAssessment(files);
  let worked = 0;
  let turnStart = now();
  for (const [index, file] of files.entries()) {
    const turn = now() - turnStart;
    if (worked + turn > mostMs) {
      return { ...assessment.result(), filesLeft: files.length - index };
    }
    if (turn > TURN_MS) {
      worked += turn;
      await nextTurn();
      turnStart = now();
    }
    assessment.read(file);
  }
  return assessment.result();
}
