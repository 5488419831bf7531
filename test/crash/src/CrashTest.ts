import { join } from 'node:path';
import { endsInTime } from './endsInTime';
import { Options } from './options';
import { DatabaseKind, inWords, Point } from './points/Point';
import { pointsOf, sampleOf } from './points/pointsOf';
import { bundleReplica } from './replica/bundle';
import { runPoint, Undisturbed, walk } from './runPoint';
import { CrashWorld } from './world/CrashWorld';
import { Databases, openDatabases } from './world/databases';
import { Way } from './ways/Way';

/** A point that has not come to its end by then never will. */
const LONGEST_POINT_MS = 180_000;

/** How often a way is walked undisturbed: only places that every walk meets are points. */
const WALKS = 2;
const PROGRESS_EVERY = 20;
/** How often one place is gone for: what a replica reads depends a little on what it finds. */
const TRIES = 3;
/** Which part of the places has to be met. Otherwise the test says too little. */
const LEAST_MET = 0.95;

export interface CrashTestParts {
  /** For databases, configurations and compiled code. */
  folder: string;
  /** Inside the repository. */
  bundleFolder: string;
  print(text: string): void;
}

/** The whole test: all points of the chosen ways on the chosen databases. */
export class CrashTest {
  static async start(
    options: Options,
    parts: CrashTestParts,
  ): Promise<CrashTest> {
    const file = await bundleReplica(parts.bundleFolder);
    const databases = new Map<DatabaseKind, Databases>();
    for (const kind of options.databases) {
      databases.set(kind, await openDatabases(kind, parts.folder));
    }
    return new CrashTest(options, parts, file, databases);
  }

  private readonly closing: Promise<void>[] = [];
  private worlds = 0;

  private constructor(
    private readonly options: Options,
    private readonly parts: CrashTestParts,
    private readonly file: string,
    private readonly databases: ReadonlyMap<DatabaseKind, Databases>,
  ) {}

  /** @returns the exit code: 0 when no outcome is wrong */
  async run(): Promise<number> {
    const { ways, sample, only, atOnce } = this.options;
    const { print } = this.parts;
    const all: Point[] = [];
    const undisturbed = new Map<string, Undisturbed>();
    const pairs = this.pairs();
    print(`${pairs.length} ways are walked undisturbed`);
    const turns = [...pairs.keys()];
    const found: Awaited<ReturnType<CrashTest['find']>>[] = [];
    const walkLane = async () => {
      for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
        found[turn] = await this.find(pairs[turn].way, pairs[turn].kind);
      }
    };
    // Each walks in two worlds at once.
    await Promise.all(Array.from({ length: Math.ceil(atOnce / 2) }, walkLane));
    // In the order of the ways, whichever ended first, so that a sample is always the same.
    found.forEach(({ points, walk: first }, turn) => {
      undisturbed.set(`${pairs[turn].way.name} ${pairs[turn].kind}`, first);
      all.push(...points);
    });
    const wanted = all.filter(point => !only || inWords(point).includes(only));
    const points = sample ? sampleOf(wanted, sample) : wanted;
    print(`${points.length} of ${all.length} points`);
    const waiting = [...points];
    let done = 0;
    let wrong = 0;
    let missed = 0;
    const lane = async () => {
      for (let point = waiting.shift(); point; point = waiting.shift()) {
        const way = ways.find(({ name }) => name === point!.way)!;
        const lines = await this.outcome(
          point,
          way,
          undisturbed.get(`${way.name} ${point.database}`)!,
        );
        done += 1;
        if (!lines) {
          missed += 1;
          print(`not met: ${inWords(point)}`);
        } else if (lines.length > 0) {
          wrong += 1;
          print([`WRONG: ${inWords(point)}`, ...lines].join('\n    '));
        }
        if (done % PROGRESS_EVERY === 0) {
          print(`… ${done} of ${points.length}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    const met = points.length - missed;
    if (missed > 0) {
      print(
        `${missed} places were not met, though both undisturbed runs met them`,
      );
    }
    print(`${met} points, ${wrong} outcomes wrong`);
    return wrong > 0 || met < points.length * LEAST_MET ? 1 : 0;
  }

  /**
   * The ways and the databases that each is walked on: on all of them, or, for a sample, on one in turn, because the
   * undisturbed walks take longer than the points of a small sample.
   */
  private pairs(): { way: Way; kind: DatabaseKind }[] {
    const kinds = [...this.databases.keys()];
    return this.options.ways.flatMap((way, index) =>
      kinds
        .filter(
          (_, turn) => !this.options.sample || index % kinds.length === turn,
        )
        .map(kind => ({ way, kind })),
    );
  }

  /** The points of a way, and what it leads to. Throws when it meets no place, or not that of its name. */
  private async find(
    way: Way,
    database: DatabaseKind,
  ): Promise<{ points: Point[]; walk: Undisturbed }> {
    const walks = await Promise.all(
      Array.from({ length: WALKS }, () =>
        this.inWorld(database, way, world => walk(way, world)),
      ),
    );
    const points = pointsOf(
      way.name,
      database,
      walks.map(({ calls }) => calls),
    );
    const { name, meets = '' } = way;
    if (!points.some(({ place }) => place.call.includes(meets))) {
      throw new Error(
        `${name} meets no place at which it could end${meets && `: ${meets}`}.`,
      );
    }
    return { points, walk: walks[0] };
  }

  async close(): Promise<void> {
    await Promise.all(this.closing);
    for (const databases of this.databases.values()) {
      await databases.close();
    }
  }

  private async outcome(
    point: Point,
    way: Way,
    { end }: Undisturbed,
  ): Promise<string[] | undefined> {
    try {
      for (let tries = 1; ; tries += 1) {
        const lines = await this.inWorld(point.database, way, world =>
          endsInTime(
            runPoint(point, way, world, end),
            () => world.stand(),
            LONGEST_POINT_MS,
          ),
        );
        if (lines || tries === TRIES) {
          return lines;
        }
      }
    } catch (error) {
      return String((error as Error).stack).split('\n');
    }
  }

  private async inWorld<T>(
    database: DatabaseKind,
    way: Way,
    act: (world: CrashWorld) => Promise<T>,
  ): Promise<T> {
    this.worlds += 1;
    const parts = {
      folder: this.parts.folder,
      databases: this.databases.get(database)!,
      replica: { file: this.file, cache: join(this.parts.folder, 'cache') },
    };
    const world = await CrashWorld.start(
      `crash_${this.worlds}`,
      parts,
      way.world,
    );
    try {
      return await act(world);
    } finally {
      // A sandbox takes its time to end; nobody has to wait for it.
      this.closing.push(world.close());
    }
  }
}
