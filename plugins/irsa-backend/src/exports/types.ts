import { WorkloadFilter } from '../inventory/types';

export type ExportFormat = 'csv' | 'json' | 'sarif' | 'ocsf';

/** A file made of findings. */
export interface ExportFile {
  contentType: string;
  /** With extension, without folder. */
  fileName: string;
  text: string;
}

export interface ExportService {
  /**
   * Every finding of the workloads that the filter matches; its `offset` and `limit` are not looked at.
   * Throws InputError when there are too many for one file.
   */
  export(
    format: ExportFormat,
    filter: Omit<WorkloadFilter, 'offset' | 'limit'>,
  ): Promise<ExportFile>;
}
