import { WorkloadChange } from '../changeManifests';
import { Chart } from './chart';
import {
  isMapValue,
  ValueEdit,
  valueAt,
  ValuePath,
  walkValues,
} from './values';

/** An edit of values that may bring about a part of a change. Only a rendering tells whether it does. */
export interface Candidate {
  goal: 'remove' | 'add' | 'account';
  edits: ValueEdit[];
  /** The likelier, the lower. */
  rank: number;
}

/** What candidates are made from. */
export interface Known {
  chart: Chart;
  /** Those of the chart with those of the release over them. */
  values: unknown;
  /** Those of the release alone. */
  given: unknown;
  change: WorkloadChange;
}

/** Fields that the values or the chart know, with their schema's type. */
export function knownFields({
  chart,
  values,
}: Known): { path: ValuePath; type?: string }[] {
  const found = new Map<string, { path: ValuePath; type?: string }>();
  for (const { path } of walkValues(values)) {
    found.set(JSON.stringify(path), { path });
  }
  for (const { path, type } of chart.hints) {
    const id = JSON.stringify(path);
    found.set(id, { path, type: type ?? found.get(id)?.type });
  }
  return [...found.values()].filter(({ path }) => isPlaceable(values, path));
}

/** Whether a value can be written at a path: what is above it is a map, or nothing yet. */
function isPlaceable(values: unknown, path: ValuePath): boolean {
  return path.every((_, at) => {
    const above = valueAt(values, path.slice(0, at));
    return (
      above === undefined ||
      above === null ||
      isMapValue(above) ||
      (Array.isArray(above) && typeof path[at] === 'number')
    );
  });
}

/** How far a path is from a workload: short ones, those that a person set, and those of its own part of the chart are nearer. */
export function distanceOf(
  { given, change, values }: Known,
  path: ValuePath,
): number {
  const names = `${change.workload.name}`.toLowerCase();
  const part = path
    .slice(0, -1)
    .filter(step => typeof step === 'string')
    .map(step => String(step).toLowerCase());
  const isOwn = part.some(step => names.includes(step.replace(/s$/, '')));
  return (
    path.length / 10 +
    (valueAt(given, path) === undefined ? 0.5 : 0) +
    (valueAt(values, path) === undefined ? 0.5 : 0) +
    (isOwn ? 0 : 0.3)
  );
}
