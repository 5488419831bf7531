import { posix } from 'node:path';
import { dependenciesOf, descriptionOf } from './chart';

/** Charts in charts in charts. */
const MAX_DEPTH = 5;
const LOCAL = /^file:\/\/(.*)$/;

/**
 * The files with the charts of the same repository in the folder `charts` of a chart that takes them over by `file://`, as
 * `helm dependency update` puts them there. What is there already stays. Pure.
 *
 * https://helm.sh/docs/helm/helm_dependency/
 */
export function withLocalCharts(
  files: ReadonlyMap<string, string>,
  chart: string,
  packed: readonly string[] = [],
): Map<string, string> {
  const all = new Map(files);
  const visit = (folder: string, from: string, depth: number) => {
    for (const { name, place } of localChartsOf(all, folder, from)) {
      const target = posix.join(folder, 'charts', name);
      const isThere =
        all.has(posix.join(target, 'Chart.yaml')) ||
        packed.some(path => path.startsWith(`${target}-`));
      if (!isThere && depth < MAX_DEPTH) {
        const inside = place === '' ? '' : `${place}/`;
        for (const [path, text] of files) {
          if (path.startsWith(inside)) {
            all.set(posix.join(target, path.slice(inside.length)), text);
          }
        }
        visit(target, place, depth + 1);
      }
    }
  };
  visit(chart, chart, 1);
  return all;
}

/**
 * Charts that one takes over by `file://`, with their folders in the repository.
 *
 * @param from - the folder from which their paths count; that of the chart when absent
 */
export function localChartsOf(
  files: ReadonlyMap<string, string>,
  folder: string,
  from: string = folder,
): { name: string; place: string }[] {
  const description = descriptionOf(files, folder);
  return dependenciesOf(files, folder, description ?? {}).flatMap(
    ({ name, repository = '' }) => {
      const [, relative] = LOCAL.exec(repository) ?? [];
      if (relative === undefined || relative.startsWith('/')) {
        return [];
      }
      const place = posix.join(from, relative).replace(/\/$/, '');
      return [{ name, place: place === '.' ? '' : place }];
    },
  );
}
