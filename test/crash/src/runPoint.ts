import { until } from '@internal/sandbox/until';
import { Point } from './points/Point';
import { CrashWorld } from './world/CrashWorld';
import { WorldSight } from './world/readWorld';
import { Replica, ReplicaCall } from './world/Replica';
import { Way } from './ways/Way';

/** What a way leads to when nobody disturbs it, and the calls that it takes. */
export interface Undisturbed {
  end: WorldSight;
  calls: ReplicaCall[];
}

/** Walks a way with one replica that nothing happens to. */
export async function walk(way: Way, world: CrashWorld): Promise<Undisturbed> {
  const replica = await world.startReplica();
  const ask = await way.prepare(world, replica);
  replica.watch();
  const { id } = await ask(replica);
  await world.rest(replica, id, way.isOver);
  return { end: await world.read(), calls: replica.calls };
}

/**
 * Walks a way, ends or stops the replica at the point, and lets a second one go on. Returns what is wrong with the outcome,
 * one line each; undefined when the replica did not come to the point.
 */
export async function runPoint(
  point: Point,
  way: Way,
  world: CrashWorld,
  expected: WorldSight,
): Promise<string[] | undefined> {
  const other = world.prepare();
  const first = await world.startReplica();
  const ask = await way.prepare(world, first);
  first.watch({ place: point.place, signal: point.signal });
  // Its answer may be lost with the process.
  const asked = ask(first).catch(error => error as Error);
  const reached = await Promise.race([
    first.reached(),
    missed(world, first, asked, way),
  ]);
  if (!reached) {
    return undefined;
  }
  const held = await world.isClaimed();
  await world.endLeases();
  await world.startReplica(other);
  // As a person does who got no answer.
  const { id } = await ask(other);
  await world.rest(other, id, way.isOver);
  const end = await world.read();
  const wrong = difference(expected, end);
  if (reached === 'SIGKILL') {
    return wrong;
  }
  const letGo = first.letGo;
  first.wake();
  await asked;
  if (held) {
    await until(
      'the first replica to see that it is late',
      () => first.letGo > letGo,
    );
  }
  // A request that was stopped before it was taken is taken now.
  await world.rest(other, id, way.isOver);
  const later = await world.read();
  return [
    ...wrong,
    ...difference(end, later)
      // A late process says in the log that it was late.
      .filter(line => !line.startsWith('+ told: '))
      .map(line => `after it woke up: ${line}`),
  ];
}

/** Resolves when the way has come to its end without the place. */
async function missed(
  world: CrashWorld,
  replica: Replica,
  asked: Promise<{ id: string } | Error>,
  { isOver }: Way,
): Promise<undefined> {
  const answer = await asked;
  if (answer instanceof Error) {
    // The process has ended with the question open; who waits for it knows.
    return new Promise(() => {});
  }
  await world
    .rest(replica, answer.id, isOver)
    .catch(() => new Promise(() => {}));
  return undefined;
}

/** Facts that are missing, and facts that should not be there. */
function difference(expected: WorldSight, found: WorldSight): string[] {
  const kinds = ['outside', 'migration'] as const;
  return kinds.flatMap(kind => [
    ...without(expected[kind], found[kind]).map(line => `- ${line}`),
    ...without(found[kind], expected[kind]).map(line => `+ ${line}`),
  ]);
}

function without(lines: readonly string[], others: readonly string[]) {
  const left = [...others];
  return lines.filter(line => {
    const at = left.indexOf(line);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}
