import { ServiceUnavailableError } from '@backstage/errors';

/** PostgreSQL: connection exceptions, shutting down, starting, no such database. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES = /^(08\w{3}|57P0[1-3]|53300|3D000|28P01|28000)$/;
const SQLITE = /^SQLITE_(CANTOPEN|IOERR|BUSY|LOCKED|FULL|READONLY|NOTADB)/;
const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH)$/;

/** Says that the portal's own database is away, where an error that no part of the plugin has put into words means that. */
export function databaseOutage(
  error: Error,
): ServiceUnavailableError | undefined {
  const { name, message } = error;
  const code = String((error as { code?: unknown }).code ?? '');
  const isOutage =
    name === 'KnexTimeoutError' ||
    POSTGRES.test(code) ||
    SQLITE.test(code) ||
    NETWORK.test(code) ||
    /^Connection terminated|Unable to acquire a connection/.test(message);
  return isOutage
    ? new ServiceUnavailableError(
        `The plugin's database does not answer (${
          code || name
        }). Check that it runs; the page works again by itself when it does.`,
      )
    : undefined;
}
