import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestHandler } from 'express';

const HEADER = 'X-Request-Id';

/**
 * Gives each answer an id, or passes on the one that a proxy gave, and writes it to the log when the answer is a fault
 * of ours: whoever sees the error can name it to whoever reads the log.
 */
export function requestId(logger: LoggerService): RequestHandler {
  return (request, response, next) => {
    const given = request.get(HEADER);
    // It goes into a header and into the log: nothing but what ids are made of.
    const id = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    response.setHeader(HEADER, id);
    // Pages of another origin, as in development, may read it too.
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
