import { ReplicaCall } from '../world/Replica';
import { DatabaseKind, inWords, Point } from './Point';

/** Calls with the same words say the same again and again, such as looks at a roll-out: the first ones stand for all. */
const MOST_ALIKE = 3;
const READ = /^(kubernetes|s3|git|eks) GET |^iam (Get|List|Simulate)/;
/** A question to the cluster that is sent as a POST. */
const REVIEW = /selfsubjectaccessreviews/;
/** A list: the look at the surroundings before the start is made of many, at the same time. */
const LIST =
  /^kubernetes GET (?!.*\/(deployments|serviceaccounts|secrets)\/)|^s3 GET/;

/**
 * The places of a way, from its undisturbed runs: those that every run met. A process can end at each; it is stopped only
 * where it holds no open transaction, because the database itself keeps everybody out of those rows until it wakes.
 */
export function pointsOf(
  way: string,
  database: DatabaseKind,
  runs: readonly (readonly ReplicaCall[])[],
): Point[] {
  const [first, ...others] = runs.map(
    calls => new Map(calls.map(call => [JSON.stringify(call.place), call])),
  );
  const met = [...first.entries()]
    .filter(([key]) => others.every(run => run.has(key)))
    .map(([, call]) => call)
    .filter(({ place }) => isWorthwhile(place));
  return met.flatMap(({ place, isInTransaction }) => {
    const point = { way, database, place };
    return [
      { ...point, signal: 'SIGKILL' as const },
      ...(isInTransaction ? [] : [{ ...point, signal: 'SIGSTOP' as const }]),
    ];
  });
}

function isWorthwhile({ call, nth, when }: Point['place']): boolean {
  if (nth > MOST_ALIKE || REVIEW.test(call) || LIST.test(call)) {
    return false;
  }
  // A read changes nothing, so that both sides of it are one.
  return !READ.test(call) || when === 'after';
}

/** A fixed part of the points, spread over ways, databases and signals. */
export function sampleOf(points: readonly Point[], size: number): Point[] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const name = `${point.way} ${point.database} ${point.signal}`;
    groups.set(name, [...(groups.get(name) ?? []), point]);
  }
  // One signal of every way and database comes before the other one, so that a small sample leaves no way out.
  const queues = [...groups.values()]
    .sort((left, right) => turnOf(left[0]) - turnOf(right[0]))
    .map(group =>
      [...group].sort(
        (left, right) => lot(inWords(left)) - lot(inWords(right)),
      ),
    );
  const chosen: Point[] = [];
  for (let round = 0; chosen.length < size; round += 1) {
    const before = chosen.length;
    for (const queue of queues) {
      if (queue[round] && chosen.length < size) {
        chosen.push(queue[round]);
      }
    }
    if (chosen.length === before) {
      break;
    }
  }
  return chosen;
}

function turnOf({ way, database, signal }: Point): number {
  const isStopFirst = lot(`${way} ${database}`) % 2 === 0;
  return isStopFirst === (signal === 'SIGSTOP') ? 0 : 1;
}

/** A number that depends on the words alone, so that a new point moves no other into or out of the sample. FNV-1a. */
function lot(words: string): number {
  let hash = 0x811c9dc5;
  for (const letter of words) {
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}
