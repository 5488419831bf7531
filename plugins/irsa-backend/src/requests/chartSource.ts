import { SourcePlace, WorkloadSource } from 'backstage-plugin-irsa-common';
import { PlannedChart } from '../plan/types';

/** A chart in Git, and where the values of its release are. */
export interface ChartSource {
  /** Of the repository and the folder of the chart. */
  place: SourcePlace;
  chart: PlannedChart;
}

/** Where Helm makes a workload of a chart in Git; a reason when its values cannot be changed there, undefined when no chart makes it. */
export function chartSource({
  places,
}: WorkloadSource): ChartSource | string | undefined {
  const place = places.find(
    ({ role, format }) => role === 'chart' && format === 'helm',
  );
  if (!place) {
    return undefined;
  }
  const title = `the chart ${place.chart ?? place.path ?? ''}`.trim();
  if (place.host !== 'git' || place.url === undefined) {
    return `Helm makes it of ${title}, which is not in Git (${[
      place.host,
      place.url,
    ]
      .filter(Boolean)
      .join(
        ' ',
      )}), so it cannot be rendered here. Copy the chart into the repository, or change its values by hand.`;
  }
  if (!place.release) {
    return `As which release Helm makes ${title} is not known.`;
  }
  const values = places.filter(({ role }) => role === 'values');
  const elsewhere = values.find(
    each => each.host !== 'cluster' && !isSame(each, place),
  );
  if (elsewhere) {
    return `Values of ${title} are in ${
      elsewhere.url ?? elsewhere.host
    }, and the chart is in ${
      place.url
    }. The portal renders what is on one branch of one repository; make the change there by hand.`;
  }
  const valueFiles = values
    .filter(({ host }) => host === 'git')
    .map(({ path = '' }) => path)
    // Places begin with the one that wins.
    .reverse();
  const inCluster = values.filter(({ host }) => host === 'cluster');
  const [own, ...others] = inCluster;
  // What else a HelmRelease takes is in its spec, which is read where Git has it.
  if (others.length > 0 && !own.path?.startsWith('HelmRelease ')) {
    return `Values of ${title} come from objects of the cluster too (${others
      .map(({ path }) => path)
      .join(', ')}), which are not read. Make the change by hand.`;
  }
  const chart: PlannedChart = { release: place.release, valueFiles };
  if (!own) {
    return { place, chart };
  }
  const [, kind, namespace, name] =
    /^(HelmRelease|Application) ([^/]+)\/(.+)$/.exec(own.path ?? '') ?? [];
  const definition = places.find(({ role }) => role === 'definition');
  if (!kind) {
    return `Values of ${title} are written in ${own.path}, which the portal does not change. Make the change by hand.`;
  }
  if (!definition || !isSame(definition, place)) {
    return `Values of ${title} are written in ${own.path}, which is ${
      definition?.url
        ? `kept in ${definition.url}`
        : 'kept nowhere that is known'
    }, and the chart is in ${
      place.url
    }. The portal renders what is on one branch of one repository; make the change there by hand.`;
  }
  return {
    place,
    chart: {
      ...chart,
      definition: { kind, namespace, name, folder: definition.path ?? '' },
    },
  };
}

/** Whether two places are on one branch of one repository, with and without `.git` at the end of its address. */
function isSame(a: SourcePlace, b: SourcePlace): boolean {
  const plain = ({ url = '' }: SourcePlace) => url.replace(/\.git$/, '');
  return plain(a) === plain(b) && a.revision === b.revision;
}
