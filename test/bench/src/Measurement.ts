/** The results for one size of fleet. Times in milliseconds, memory in MiB. */
export interface Measurement {
  workloads: number;
  /** The database in words, such as `SQLite in a file`. */
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
  /** Times of GET /workloads, /summary and /heat-map over HTTP. */
  list50: number;
  list95: number;
  summary95: number;
  heatMap95: number;
  /** Times of the call behind the list's route, without HTTP and validation. */
  listFunction95: number;
  /** Time of a fixed computation while lists were measured, divided by its best time. */
  slowed: number;
  databaseMb: number;
}
