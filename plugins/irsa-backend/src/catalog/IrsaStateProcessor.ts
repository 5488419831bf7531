import {
  Entity,
  getCompoundEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  EntityProvider,
  EntityProviderConnection,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_ID,
  LABEL_SELECTOR,
  LINKING_ANNOTATIONS,
} from '../inventory/links/linkedEntity';
import { FleetStates, Said } from './FleetStates';

const STATE = 'irsa.portal/state';
/** Under this the catalog keeps, with the entity, since when it has it with the same links to Kubernetes. */
const SEEN = 'seen';
/** As many as one query of the catalog's database bears. */
const AT_ONCE = 500;

const refreshKey = (ref: string) => `irsa:${ref}`;

/** Writes the annotation and the relations whenever the catalog processes an entity. */
export class IrsaStateProcessor implements CatalogProcessor {
  constructor(private readonly states: FleetStates) {}

  getProcessorName(): string {
    return 'IrsaStateProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: unknown,
    _emit: unknown,
    _origin: unknown,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    const { [STATE]: claimed, ...others } = entity.metadata.annotations ?? {};
    const state = isOurs(entity)
      ? (await this.tell(entity, cache)).state
      : undefined;
    if (!state && claimed === undefined) {
      return entity;
    }
    // What the file of an entity claims was not observed.
    const annotations = state ? { ...others, [STATE]: state } : others;
    return { ...entity, metadata: { ...entity.metadata, annotations } };
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (!isOurs(entity)) {
      return entity;
    }
    emit(processingResult.refresh(refreshKey(stringifyEntityRef(entity))));
    const from = getCompoundEntityRef(entity);
    for (const to of (await this.tell(entity, cache)).dependsOn) {
      const type = RELATION_DEPENDS_ON;
      emit(processingResult.relation({ source: from, type, target: to }));
      const back = RELATION_DEPENDENCY_OF;
      emit(processingResult.relation({ source: to, type: back, target: from }));
    }
    return entity;
  }

  private async tell(
    entity: Entity,
    cache: CatalogProcessorCache,
  ): Promise<Said> {
    const links = JSON.stringify(
      LINKING_ANNOTATIONS.map(name => entity.metadata.annotations?.[name]),
    );
    const known = await cache.get<{ links: string; since: number }>(SEEN);
    if (known?.links === links) {
      return this.states.tell(entity, known.since);
    }
    const since = Date.now();
    await cache.set(SEEN, { links, since });
    return this.states.tell(entity, since);
  }
}

/** Provides no entities: it asks the catalog to process those again of which something else is true now. */
export class IrsaStateRefresher implements EntityProvider {
  private connection?: EntityProviderConnection;

  getProviderName(): string {
    return 'irsa-state';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
  }

  async refresh(refs: readonly string[]): Promise<void> {
    for (let start = 0; start < refs.length; start += AT_ONCE) {
      const keys = refs.slice(start, start + AT_ONCE).map(refreshKey);
      await this.connection?.refresh({ keys });
    }
  }
}

/** As the inventory links them: by annotations of the Kubernetes plugin. */
function isOurs({ kind, metadata }: Entity): boolean {
  const { annotations = {} } = metadata;
  return (
    ['component', 'resource'].includes(kind.toLocaleLowerCase('en-US')) &&
    Boolean(annotations[KUBERNETES_ID] || annotations[LABEL_SELECTOR])
  );
}
