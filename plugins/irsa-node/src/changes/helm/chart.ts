import { posix } from 'node:path';
import { Json } from '../detach/podFields';
import { ChangeImpossibleError } from '../types';
import { ManifestFile } from '../yaml/ManifestFile';
import { hintsOf, relativeFields, ValueHint } from './hints';
import { isMapValue, mergeValues } from './values';

/** A chart as its files write it. */
export interface Chart {
  /** From the root of the repository; `''` is the root. */
  folder: string;
  name: string;
  /** Its own values over those of its subcharts, each under the name that the chart gives it. */
  defaults: Json;
  /** Fields that templates, schema and comments know, those of subcharts too. */
  hints: ValueHint[];
  /** Fields that templates use of items of maps and lists. */
  ofItems: string[][];
  /** Whether it has nothing but templates for others. */
  isLibrary: boolean;
}

/** Charts in charts in charts. */
const MAX_DEPTH = 5;

/** Whether there is a chart in the folder. */
function isChartFolder(
  files: ReadonlyMap<string, string>,
  folder: string,
): boolean {
  return files.has(posix.join(folder, 'Chart.yaml'));
}

/**
 * Reads a chart. Pure. Throws ChangeImpossibleError when a chart that it depends on is not in its folder `charts`.
 *
 * @param packed - paths of packed charts, whose text is not known
 */
export function readChart(
  files: ReadonlyMap<string, string>,
  folder: string,
  packed: readonly string[] = [],
  depth = 1,
): Chart {
  const at = (name: string) => posix.join(folder, name);
  const description = descriptionOf(files, folder);
  if (!description || typeof description.name !== 'string') {
    throw new ChangeImpossibleError(
      'unreadable',
      `${at('Chart.yaml')} is not there, or names no chart.`,
      { path: at('Chart.yaml') },
    );
  }
  const own = mapIn(files, at('values.yaml')) ?? {};
  const dependencies = dependenciesOf(files, folder, description);
  let defaults: Json = {};
  const hints = [...hintsOf(files, folder)];
  const ofItems = relativeFields(files, folder);
  const known = new Set<string>();
  for (const { name, alias } of dependencies) {
    const inner = at(`charts/${name}`);
    known.add(inner);
    const isPacked = packed.some(
      path =>
        posix.dirname(path) === at('charts') &&
        posix.basename(path).startsWith(`${name}-`) &&
        path.endsWith('.tgz'),
    );
    if (!isChartFolder(files, inner) && !isPacked) {
      throw new ChangeImpossibleError(
        'notVendored',
        `The chart ${
          description.name
        } depends on the chart ${name}, which is not in ${at(
          'charts',
        )}. Run helm dependency update there, unpack it and commit it, or make the change by hand.`,
        { path: at('Chart.yaml') },
      );
    }
    if (isChartFolder(files, inner) && depth < MAX_DEPTH) {
      const chart = readChart(files, inner, packed, depth + 1);
      defaults = { ...defaults, [alias]: chart.defaults };
      hints.push(
        ...chart.hints.map(hint => ({ ...hint, path: [alias, ...hint.path] })),
        // A library makes the objects of the chart that takes it over.
        ...(chart.isLibrary ? chart.hints : []),
      );
      ofItems.push(...chart.ofItems);
    }
  }
  for (const inner of foldersIn(files, at('charts'))) {
    if (!known.has(inner) && isChartFolder(files, inner) && depth < MAX_DEPTH) {
      const chart = readChart(files, inner, packed, depth + 1);
      defaults = { ...defaults, [chart.name]: chart.defaults };
      hints.push(
        ...chart.hints.map(hint => ({
          ...hint,
          path: [chart.name, ...hint.path],
        })),
        ...(chart.isLibrary ? chart.hints : []),
      );
      ofItems.push(...chart.ofItems);
    }
  }
  return {
    folder,
    name: description.name,
    defaults: mergeValues(defaults, own) as Json,
    hints,
    ofItems,
    isLibrary: description.type === 'library',
  };
}

/** What Chart.yaml says. */
export function descriptionOf(
  files: ReadonlyMap<string, string>,
  folder: string,
): Json | undefined {
  return mapIn(files, posix.join(folder, 'Chart.yaml'));
}

/** Version 1 of charts has its dependencies in a file of their own. */
export function dependenciesOf(
  files: ReadonlyMap<string, string>,
  folder: string,
  description: Json,
): { name: string; alias: string; repository?: string }[] {
  const list =
    description.dependencies ??
    mapIn(files, posix.join(folder, 'requirements.yaml'))?.dependencies;
  return (Array.isArray(list) ? list : []).flatMap(each =>
    isMapValue(each) && typeof each.name === 'string'
      ? [
          {
            name: each.name,
            alias: typeof each.alias === 'string' ? each.alias : each.name,
            ...(typeof each.repository === 'string'
              ? { repository: each.repository }
              : {}),
          },
        ]
      : [],
  );
}

function foldersIn(
  files: ReadonlyMap<string, string>,
  folder: string,
): string[] {
  const inside = [...files.keys()].filter(path =>
    path.startsWith(`${folder}/`),
  );
  return [
    ...new Set(
      inside.map(path =>
        posix.join(folder, path.slice(folder.length + 1).split('/')[0]),
      ),
    ),
  ];
}

/** The map that a file of one document says; undefined when there is none. */
function mapIn(
  files: ReadonlyMap<string, string>,
  path: string,
): Json | undefined {
  const content = files.get(path);
  if (content === undefined) {
    return undefined;
  }
  const [value] = new ManifestFile(path, content).values();
  return isMapValue(value) ? value : undefined;
}
