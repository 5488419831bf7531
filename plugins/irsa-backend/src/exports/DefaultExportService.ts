import { InputError } from '@backstage/errors';
import { Workload } from 'backstage-plugin-irsa-common';
import { Inventory, WorkloadFilter } from '../inventory/types';
import { fleetOcsf, fleetSarif } from './fleetEvents';
import { fleetCsv, fleetJson } from './fleetTable';
import { ExportFile, ExportFormat, ExportService, Pages } from './types';

/** A SARIF log is made in memory, about 3 kB for each workload. Readers of SARIF accept even fewer. */
const SARIF_LIMIT = 20_000;

/**
 * Exports read the same rows as the list, so the numbers agree. They read page by page, so that a fleet of any size
 * fits into memory.
 */
export class DefaultExportService implements ExportService {
  constructor(private readonly options: { inventory: Inventory }) {}

  async export(
    format: ExportFormat,
    filter: Omit<WorkloadFilter, 'offset' | 'limit'>,
  ): Promise<ExportFile> {
    const time = new Date();
    const { inventory } = this.options;
    const pages = inventory.each({ sort: 'name', ...filter });
    const name = `aws-credentials-${time.toISOString().slice(0, 10)}`;
    switch (format) {
      case 'csv':
        return {
          contentType: 'text/csv; charset=utf-8',
          fileName: `${name}.csv`,
          parts: fleetCsv(pages),
        };
      case 'sarif': {
        const workloads = await all(pages);
        const log = fleetSarif(workloads, await inventory.coverage());
        return {
          contentType: 'application/sarif+json',
          fileName: `${name}.sarif`,
          parts: whole(log),
        };
      }
      case 'ocsf':
        return {
          contentType: 'application/json',
          fileName: `${name}.ocsf.json`,
          parts: fleetOcsf(pages, time),
        };
      default:
        return {
          contentType: 'application/json',
          fileName: `${name}.json`,
          parts: fleetJson(pages),
        };
    }
  }
}

async function all(pages: Pages): Promise<Workload[]> {
  const workloads: Workload[] = [];
  for await (const page of pages) {
    workloads.push(...page);
    if (workloads.length > SARIF_LIMIT) {
      throw new InputError(
        `More than ${SARIF_LIMIT} workloads match, and a SARIF log holds no more. Narrow the filter, for example by cluster, or take CSV, JSON or OCSF.`,
      );
    }
  }
  return workloads;
}

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}
