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
  /** How many values go that are not about what is to go; none when absent. */
  collateral?: number;
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
  for (const path of itemFields(chart.ofItems, values)) {
    const id = JSON.stringify(path);
    found.set(id, found.get(id) ?? { path });
  }
  for (const { path, type } of chart.hints) {
    const id = JSON.stringify(path);
    found.set(id, { path, type: type ?? found.get(id)?.type });
  }
  return [...found.values()].filter(({ path }) => isPlaceable(values, path));
}

/** What else may be of interest in an item. */
const OF_INTEREST = /service[-_]?account|^sa$|env|annotations|role/i;
const MAX_ITEM_FIELDS = 400;

/** Fields of the items of maps of maps and of lists of maps, which templates go through. */
function itemFields(
  ofItems: readonly string[][],
  values: unknown,
): ValuePath[] {
  const tails = ofItems.filter(each =>
    each.some(field => OF_INTEREST.test(field)),
  );
  const found: ValuePath[] = [];
  for (const { path, value } of walkValues(values)) {
    const inside: [string | number, unknown][] = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(isMapValue(value) ? value : {});
    if (
      path.length > 0 &&
      inside.length > 0 &&
      inside.every(([, each]) => isMapValue(each))
    ) {
      for (const [key] of inside) {
        found.push(...tails.map(tail => [...path, key, ...tail]));
      }
    }
    if (found.length > MAX_ITEM_FIELDS) {
      break;
    }
  }
  return found;
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
