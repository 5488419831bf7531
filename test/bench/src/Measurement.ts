/** The results for one size of fleet. Times in milliseconds, memory in MiB. */
export interface Measurement {
  workloads: number;
  /** The database in words, such as `SQLite in a file`. */
  database: string;
  loaded: number;
  iam: number;
  /** The first scan of all, by a process that has just started. */
  scanAtStart: number;
  /** These three are the best of a few, up to 10,000 workloads; a first scan is one of an empty database. */
  raw: number;
  scan: number;
  again: number;
  rawObjects: number;
  /** Processor time of this process, of the same three. */
  rawCpu: number;
  scanCpu: number;
  againCpu: number;
  /** The longest delay of the event loop during both scans; it includes the times when the machine let others run. */
  blocked: number;
  /** The longest processor time of the event loop's thread between two of its turns, during both scans. */
  blockedCpu: number;
  idleMb: number;
  peakMb: number;
  peakAgainMb: number;
  visible50: number;
  visible95: number;
  /** The same, while changes arrive. */
  stream50: number;
  stream95: number;
  /** How many changes a second there were. */
  streamRate: number;
  /** Processor time of this process for each change. */
  streamCpu: number;
  /** Times of GET /workloads, /summary and /heat-map over HTTP. */
  list50: number;
  list95: number;
  /** Times of GET /workloads when 200 are asked at once. */
  crowd50: number;
  crowd99: number;
  summary95: number;
  heatMap95: number;
  /** Times of the call behind the list's route, without HTTP and validation. */
  listFunction95: number;
  /** Time of a fixed computation while lists were measured, divided by its best time. */
  slowed: number;
  databaseMb: number;
}
