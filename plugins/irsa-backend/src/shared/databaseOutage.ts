import { ServiceUnavailableError } from '@backstage/errors';
import { scrub } from './scrub';

/**
 * SQLSTATE codes of PostgreSQL: connection exceptions, shutting down, starting.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY = /^(08\w{3}|57P0[1-5])$/;
const REFUSED = /^28(P01|000)$/;
const SQLITE = /^SQLITE_(CANTOPEN|IOERR|BUSY|LOCKED|FULL|READONLY|NOTADB)/;
const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH)$/;
const NAME = /^(ENOTFOUND|EAI_AGAIN)$/;

/** Backstage and Knex keep the words of some errors and not their code. In the words of PostgreSQL and of Node.js. */
const CODES_BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/password authentication failed/, '28P01'],
  [
    /no pg_hba\.conf entry|role ".*" (does not exist|is not permitted)/,
    '28000',
  ],
  [/database ".*" does not exist/, '3D000'],
  [/too many (clients|connections)|connection slots are reserved/, '53300'],
  [
    /the database system is (starting up|shutting down|not yet accepting|in recovery)|terminating connection/,
    '57P03',
  ],
  // Knex puts the query before the words of the driver.
  [
    /(^| - )Connection terminated|Client has encountered a connection error/,
    '08006',
  ],
  [/Unable to acquire a connection|Timeout acquiring a connection/, '08006'],
  // A socket that is not there: the server does not run.
  [/connect ENOENT/, 'ECONNREFUSED'],
];
const NETWORK_IN_WORDS =
  /^Failed to connect to the database.*\b(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)\b/;

const HEALS = 'The plugin works again by itself when that is mended.';

/** Says that the portal's own database is away, where an error that no part of the plugin has put into words means that. */
export function databaseOutage(
  error: Error,
): ServiceUnavailableError | undefined {
  // An error of the migration's, which holds that of the database.
  const cause = error.name === 'DatabaseLostError' ? error.cause : error;
  const words = inWords(codeOf(cause as Error));
  return words === undefined
    ? undefined
    : new ServiceUnavailableError(`${words} ${HEALS}`);
}

/** Words for the log and for people: an outage of the database is named, and a failed query is not quoted. */
export function wordsOf(error: unknown): string {
  const { name, message, code, severity } = fieldsOf(error);
  const outage =
    message === undefined ? undefined : databaseOutage(error as Error);
  if (outage) {
    return outage.message;
  }
  return isQuery(code, severity)
    ? `The plugin's database refused a query (${code}).`
    : scrub(
        name === 'Error' || !name
          ? message ?? String(error)
          : `${name}: ${message}`,
      );
}

/** Whether an error came from the plugin's own database: it is away, or it refused a query. */
export function isFromDatabase(error: unknown): boolean {
  const { message, code, severity } = fieldsOf(error);
  return (
    isQuery(code, severity) ||
    (message !== undefined && databaseOutage(error as Error) !== undefined)
  );
}

function fieldsOf(error: unknown) {
  return (error ?? {}) as Error & { code?: unknown; severity?: unknown };
}

function isQuery(code: unknown, severity: unknown): boolean {
  return severity !== undefined || /^SQLITE_/.test(String(code));
}

/** For work whose errors others write to the log as they come, such as Backstage's scheduler: they then quote no query. */
export async function inPlainWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const plain = new Error(wordsOf(error));
    // Its frames would begin with the words of the first error.
    plain.stack = undefined;
    throw plain;
  }
}

/** Without the code where it differs between two moments of one outage, so that a log tells it once. */
function inWords(code: string): string | undefined {
  if (REFUSED.test(code)) {
    return `The plugin's database refuses the portal's user or its password (${code}). Check user and password in backend.database.connection, or backend.database.plugin.irsa.connection.`;
  }
  if (code === '3D000') {
    return "The plugin's database does not exist on its server. Make it, or name another in backend.database.connection.";
  }
  if (code === '53300') {
    return "The plugin's database takes no more connections. Raise its max_connections, or lower backend.database.knexConfig.pool.max.";
  }
  if (NAME.test(code)) {
    return `The host of the plugin's database is not found by its name (${code}). Check backend.database.connection.host and the name service.`;
  }
  if (SQLITE.test(code)) {
    return `The plugin's database cannot be used (${code}). Check its folder, its rights and the space on its disk.`;
  }
  return AWAY.test(code) || isNetwork(code)
    ? "The plugin's database does not answer. Check that it runs and that backend.database.connection names its host and port."
    : undefined;
}

function isNetwork(code: string): boolean {
  return NETWORK.test(code) || NAME.test(code);
}

/** Clusters and accounts that cannot be reached have errors with names or fields of their own; a driver passes on those of Node.js. */
function isPlain(error: Error): boolean {
  return (
    /^(Error|error|AggregateError)$/.test(error.name) && !('$metadata' in error)
  );
}

function codeOf(error: Error): string {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (error.name === 'KnexTimeoutError') {
    return '08006';
  }
  if (code === 'ENOENT' && syscall === 'connect') {
    return 'ECONNREFUSED';
  }
  if (typeof code === 'string') {
    return isNetwork(code) && !isPlain(error) ? '' : code;
  }
  if (!isPlain(error)) {
    return '';
  }
  const [, known] =
    CODES_BY_WORDS.find(([words]) => words.test(error.message)) ?? [];
  return known ?? NETWORK_IN_WORDS.exec(error.message)?.[1] ?? '';
}
