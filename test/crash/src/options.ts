import { parseArgs } from 'node:util';
import { DATABASES, DatabaseKind } from './points/Point';
import { WAYS } from './ways';
import { Way } from './ways/Way';

export interface Options {
  ways: readonly Way[];
  databases: readonly DatabaseKind[];
  /** How many points; all without. */
  sample?: number;
  /** Only points with this in their words, to repeat one of them. */
  only?: string;
  /** How many points at a time. */
  atOnce: number;
}

const AT_ONCE = 3;
const USAGE = `npm run test:crash -- [--sample N] [--way ${WAYS.map(
  ({ name }) => name,
).join('|')}] [--database ${DATABASES.join('|')}] [--only WORDS] [--at-once N]`;

/** Throws an Error with the usage. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        sample: { type: 'string' },
        way: { type: 'string', multiple: true },
        database: { type: 'string', multiple: true },
        only: { type: 'string' },
        'at-once': { type: 'string' },
      },
    });
    return {
      ways: named(WAYS, values.way, ({ name }) => name),
      databases: named(DATABASES, values.database, name => name),
      sample: values.sample === undefined ? undefined : count(values.sample),
      only: values.only,
      atOnce: count(values['at-once'] ?? String(AT_ONCE)),
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

function named<T>(
  all: readonly T[],
  names: string[] | undefined,
  nameOf: (one: T) => string,
): T[] {
  const unknown = names?.find(name => !all.some(one => nameOf(one) === name));
  if (unknown !== undefined) {
    throw new Error(`There is no ${unknown}.`);
  }
  return all.filter(one => !names || names.includes(nameOf(one)));
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`${text} is not a number of points.`);
  }
  return number;
}
