import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import { auditToOcsf, auditToSarif } from 'backstage-plugin-irsa-node';
import { jsonArray } from './jsonArray';
import { findingsOf } from './findingsOf';
import { Pages } from './types';

/** Version of the program in the files: the version of the API. */
const VERSION = '1.0.0';

function byCluster(workloads: readonly Workload[]): Map<string, Workload[]> {
  const clusters = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const list = clusters.get(workload.cluster);
    if (list) {
      list.push(workload);
    } else {
      clusters.set(workload.cluster, [workload]);
    }
  }
  return clusters;
}

/** One SARIF 2.1.0 log with a run for each cluster. Missing parts are notifications of its run. */
export function fleetSarif(
  workloads: readonly Workload[],
  coverage: Coverage,
): string {
  const groups = byCluster(workloads);
  const names = [
    ...new Set([
      ...groups.keys(),
      ...coverage.clusters
        .filter(({ state }) => state !== 'ok')
        .map(({ name }) => name),
    ]),
  ].sort();
  const logs = names.map(cluster => {
    const read = coverage.clusters.find(({ name }) => name === cluster);
    return JSON.parse(
      auditToSarif((groups.get(cluster) ?? []).flatMap(findingsOf), {
        version: VERSION,
        cluster,
        complete: read?.state === 'ok' || read?.state === 'partial',
        notes: read?.message ? [read.message] : [],
      }),
    );
  });
  const [first] =
    logs.length > 0
      ? logs
      : [JSON.parse(auditToSarif([], { version: VERSION }))];
  const runs = logs.length > 0 ? logs.flatMap(log => log.runs) : first.runs;
  return `${JSON.stringify({ ...first, runs })}\n`;
}

/** One JSON array of OCSF Detection Finding events. */
export function fleetOcsf(pages: Pages, time: Date): AsyncGenerator<string> {
  return jsonArray(pages, page =>
    [...byCluster(page)].flatMap(([cluster, list]) =>
      JSON.parse(
        auditToOcsf(list.flatMap(findingsOf), {
          version: VERSION,
          time,
          cluster,
        }),
      ),
    ),
  );
}
