/** What one size of fleet gave. Times in milliseconds, memory in MiB. */
export interface Measurement {
  workloads: number;
  /** Such as `SQLite in a file`. */
  database: string;
  loaded: number;
  iam: number;
  raw: number;
  rawObjects: number;
  scan: number;
  again: number;
  idleMb: number;
  peakMb: number;
  peakAgainMb: number;
  visible50: number;
  visible95: number;
  /** Of GET /workloads, /summary and /heat-map over HTTP. */
  list50: number;
  list95: number;
  summary95: number;
  heatMap95: number;
  /** Of what the list's route calls, without HTTP and validation. */
  listFunction95: number;
  /** How many times longer than at best the same computation took while lists were measured. */
  slowed: number;
  databaseMb: number;
}
