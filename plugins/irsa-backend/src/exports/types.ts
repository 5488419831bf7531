import { Workload } from 'backstage-plugin-irsa-common';
import { WorkloadFilter } from '../inventory/types';

/** Workloads in the order of the file. */
export type Pages = AsyncIterable<readonly Workload[]>;

export type ExportFormat = 'csv' | 'json' | 'sarif' | 'ocsf';

/** A file made of findings. */
export interface ExportFile {
  contentType: string;
  /** File name with extension and without folder. */
  fileName: string;
  /** The parts of the file, made while it is sent. */
  parts: AsyncIterable<string>;
}

export interface ExportService {
  /**
   * Every finding of the workloads that match the filter; its `offset` and `limit` are ignored. Throws InputError when
   * there are too many for one SARIF log.
   */
  export(
    format: ExportFormat,
    filter: Omit<WorkloadFilter, 'offset' | 'limit'>,
  ): Promise<ExportFile>;
}
