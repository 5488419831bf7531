import { Measurement } from './Measurement';

/** A goal, in a unit that does not depend on the machine or its load. */
export interface Goal {
  name: string;
  most: number;
  unit: string;
  of: (result: Measurement) => number;
  /** With fewer workloads, most of the time is start-up. */
  from?: number;
}

/**
 * A scan is compared with the raw requests of the same run, and memory with that of the idle process. The time of a
 * list is divided by how much slower than at its best the machine was meanwhile.
 */
const GOALS: readonly Goal[] = [
  {
    name: 'First scan ÷ raw',
    most: 1.3,
    unit: '',
    of: r => r.scan / r.raw,
    from: 10_000,
  },
  {
    name: 'Scan again ÷ raw',
    most: 0.7,
    unit: '',
    of: r => r.again / r.raw,
    from: 10_000,
  },
  {
    name: 'Event loop blocked, processor time',
    most: 50,
    unit: 'ms',
    of: r => r.blockedCpu,
  },
  {
    name: 'Memory above idle, first scan',
    most: 150,
    unit: 'MB',
    of: r => r.peakMb - r.idleMb,
  },
  {
    name: 'Memory above idle, second scan',
    most: 150,
    unit: 'MB',
    of: r => r.peakAgainMb - r.idleMb,
  },
  {
    name: 'Change to visible, p95',
    most: 500,
    unit: 'ms',
    of: r => r.visible95,
  },
  {
    name: 'Change to visible in a stream of them, p95 ÷ slowness',
    most: 500,
    unit: 'ms',
    of: r => r.stream95 / r.slowed,
  },
  {
    name: 'GET /workloads, p95 ÷ slowness',
    most: 50,
    unit: 'ms',
    of: r => r.list95 / r.slowed,
  },
  {
    name: '200 at once, p99 ÷ slowness',
    most: 1_000,
    unit: 'ms',
    of: r => r.crowd99 / r.slowed,
  },
];

/** A sentence for each goal that a result misses. */
export function missed(result: Measurement): string[] {
  return GOALS.filter(
    ({ of, most, from = 0 }) =>
      // NaN does not meet a goal.
      result.workloads >= from && !(of(result) <= most),
  ).map(({ name, most, unit, of }) =>
    `${result.workloads.toLocaleString('en')} workloads: ${name} is ${of(
      result,
    ).toFixed(2)}, not ${most} ${unit} at most`.trimEnd(),
  );
}
