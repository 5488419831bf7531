import { InputError } from '@backstage/errors';
import { Workload } from '@internal/plugin-irsa-common';
import { Inventory, WorkloadFilter } from '../inventory/types';
import { fleetOcsf, fleetSarif } from './fleetEvents';
import { fleetCsv, fleetJson } from './fleetTable';
import { ExportFile, ExportFormat, ExportService } from './types';

const PAGE = 500;
/** A file is made in memory: about 3 kB a workload. */
const LIMIT = 20_000;

/** Exports read the same pages as the list does, so their numbers agree. */
export class DefaultExportService implements ExportService {
  constructor(private readonly options: { inventory: Inventory }) {}

  async export(
    format: ExportFormat,
    filter: Omit<WorkloadFilter, 'offset' | 'limit'>,
  ): Promise<ExportFile> {
    const time = new Date();
    const workloads = await this.read(filter);
    const name = `aws-credentials-${time.toISOString().slice(0, 10)}`;
    switch (format) {
      case 'csv':
        return {
          contentType: 'text/csv; charset=utf-8',
          fileName: `${name}.csv`,
          text: fleetCsv(workloads),
        };
      case 'sarif':
        return {
          contentType: 'application/sarif+json',
          fileName: `${name}.sarif`,
          text: fleetSarif(workloads, await this.options.inventory.coverage()),
        };
      case 'ocsf':
        return {
          contentType: 'application/json',
          fileName: `${name}.ocsf.json`,
          text: fleetOcsf(workloads, time),
        };
      default:
        return {
          contentType: 'application/json',
          fileName: `${name}.json`,
          text: fleetJson(workloads),
        };
    }
  }

  private async read(
    filter: Omit<WorkloadFilter, 'offset' | 'limit'>,
  ): Promise<Workload[]> {
    const workloads: Workload[] = [];
    let total = 0;
    do {
      const page = await this.options.inventory.list({
        sort: 'name',
        ...filter,
        offset: workloads.length,
        limit: PAGE,
      });
      total = page.totalCount;
      if (total > LIMIT) {
        throw new InputError(
          `${total} workloads match; a file holds ${LIMIT} at most. Narrow the filter, for example by cluster.`,
        );
      }
      if (page.items.length === 0) break;
      workloads.push(...page.items);
    } while (workloads.length < total);
    return workloads;
  }
}
