import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { sourceLocation } from './sourceLocation';
import { Start } from './types';

/** What the catalog says of the repository of an entity, or why it says nothing. Never throws. */
export async function catalogSource(
  entityRef: string | undefined,
  options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
  },
): Promise<Start['catalog']> {
  if (entityRef === undefined) {
    return undefined;
  }
  try {
    const credentials = await options.auth.getOwnServiceCredentials();
    const entity = await options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    return {
      entityRef,
      ...(entity
        ? sourceLocation(entity)
        : { reason: `The catalog does not have ${entityRef} any more.` }),
    };
  } catch (error) {
    options.logger.warn(
      `The catalog did not tell where the source of ${entityRef} is (${
        (error as Error).name
      })`,
    );
    return {
      entityRef,
      reason: `The catalog did not answer when asked for ${entityRef}.`,
    };
  }
}
