import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { scrub } from '../shared/scrub';
import { publicError } from './publicError';

/** As `publicError`; what it hides is logged, as its words promise. @param where - for example the path of a request */
export function hideInternals(
  error: unknown,
  logger: LoggerService,
  where: string,
): Error {
  const inward = toError(error);
  const outward = publicError(inward);
  if (outward.name === 'InternalServerError') {
    const { name, message, stack } = inward;
    // Messages of IAM quote key ids.
    logger.error(`${where}: ${scrub(`${name}: ${message}\n${stack ?? ''}`)}`);
  }
  return outward;
}
