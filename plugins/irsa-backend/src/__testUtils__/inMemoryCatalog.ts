import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** A catalog with these entities. `catalogServiceMock` is the same, but loads the whole backend. */
export function inMemoryCatalog(entities: Entity[]): CatalogService {
  return new InMemoryCatalogClient({ entities }) as unknown as CatalogService;
}
