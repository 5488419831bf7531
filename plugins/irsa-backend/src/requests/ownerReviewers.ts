import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** GitHub takes a team as `org/team`; nothing here needs more than this. */
const NAME = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/;

/**
 * Who is asked to review at a host: the owner of the service, where an annotation of its entity says what the host calls it. An
 * owner without one is nobody there. Never throws: a request without a reviewer is a request.
 *
 * @param annotations - those of the host, such as `github.com/team-slug`; the first that is there counts
 */
export async function ownerReviewers(
  ownerRef: string | undefined,
  annotations: readonly string[],
  options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
  },
): Promise<string[]> {
  if (ownerRef === undefined || annotations.length === 0) {
    return [];
  }
  try {
    const credentials = await options.auth.getOwnServiceCredentials();
    const entity = await options.catalog.getEntityByRef(ownerRef, {
      credentials,
    });
    const name = annotations
      .map(annotation => entity?.metadata.annotations?.[annotation])
      .find(value => value !== undefined);
    return name !== undefined && NAME.test(name) ? [name] : [];
  } catch (error) {
    options.logger.warn(
      `The catalog did not tell who ${ownerRef} is at the host of the change request (${
        (error as Error).name
      })`,
    );
    return [];
  }
}
