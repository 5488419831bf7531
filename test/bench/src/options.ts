import { parseArgs } from 'node:util';

export type DatabaseKind = 'sqlite' | 'postgres';
export type WorldKind = 'sandbox' | 'lab';

export interface Options {
  /** Number of workloads of each run. */
  sizes: number[];
  database: DatabaseKind;
  world: WorldKind;
  /** Whether a missed goal gives exit code 1. */
  check: boolean;
  /** Folder in which SQLite's file is kept after the run. */
  keep?: string;
}

const USAGE =
  'main.ts [SIZE …] [--database sqlite|postgres] [--world sandbox|lab] [--check] [--keep FOLDER]';

const SIZES: Record<WorldKind, number[]> = {
  sandbox: [1_000, 10_000, 100_000],
  lab: [10_000],
};

/** Throws an Error with the usage. */
export function readOptions(args: string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        database: { type: 'string', default: 'sqlite' },
        world: { type: 'string', default: 'sandbox' },
        check: { type: 'boolean', default: false },
        keep: { type: 'string' },
      },
    });
    const { database, world, check, keep } = values;
    const given = positionals.map(Number);
    const isKnown =
      ['sqlite', 'postgres'].includes(database) &&
      ['sandbox', 'lab'].includes(world) &&
      given.every(size => Number.isInteger(size) && size > 0);
    if (!isKnown) {
      throw new Error('Not understood');
    }
    return {
      sizes: given.length > 0 ? given : SIZES[world as WorldKind],
      database: database as DatabaseKind,
      world: world as WorldKind,
      check,
      keep,
    };
  } catch {
    throw new Error(`${args.join(' ')}: not understood.\n${USAGE}`);
  }
}
