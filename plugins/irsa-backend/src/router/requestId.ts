import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestHandler } from 'express';

const HEADER = 'X-Request-Id';

/**
 * Gives each answer an id, or passes on that of a proxy, and logs it for errors of the server. People who see an error
 * can tell the id to people who read the log.
 */
export function requestId(logger: LoggerService): RequestHandler {
  return (request, response, next) => {
    const given = request.get(HEADER);
    // The id is written into a header and the log, so only characters of ids are accepted.
    const id = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    response.setHeader(HEADER, id);
    // Pages of another origin, as in development, can read it too.
    response.setHeader('Access-Control-Expose-Headers', HEADER);
    response.on('finish', () => {
      const { statusCode } = response;
      if (statusCode >= 500) {
        logger.error(
          `Request ${id}: ${request.method} ${request.path} was answered with ${statusCode}`,
        );
      }
    });
    next();
  };
}
