import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  CompoundEntityRef,
  Entity,
  getCompoundEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** On a Resource that stands for an IAM role; Roadie's AWS module of the catalog writes it. */
const ROLE_ARN = 'amazon.com/iam-role-arn';
const CLUSTER_TYPE = 'kubernetes-cluster';

/** The Resources of the catalog that workloads depend on. */
export interface KnownResources {
  /** By the name of the cluster. */
  clusters: Map<string, CompoundEntityRef>;
  /** By ARN. */
  roles: Map<string, CompoundEntityRef>;
}

/** Reads, page by page, the Resources of type `kubernetes-cluster`, and those with the ARN of a role. Throws when the catalog does not answer. */
export async function readResources(options: {
  auth: AuthService;
  catalog: CatalogService;
}): Promise<KnownResources> {
  const { auth, catalog } = options;
  const found: KnownResources = { clusters: new Map(), roles: new Map() };
  const pages = catalog.streamEntities(
    {
      filter: [
        { kind: 'Resource', 'spec.type': CLUSTER_TYPE },
        {
          kind: 'Resource',
          [`metadata.annotations.${ROLE_ARN}`]: CATALOG_FILTER_EXISTS,
        },
      ],
      fields: ['kind', 'metadata', 'spec.type'],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  for await (const page of pages) {
    page.forEach(entity => note(entity, found));
  }
  return found;
}

function note(entity: Entity, { clusters, roles }: KnownResources): void {
  const ref = getCompoundEntityRef(entity);
  const { name, annotations = {} } = entity.metadata;
  if (entity.spec?.type === CLUSTER_TYPE) {
    clusters.set(name, ref);
  }
  if (annotations[ROLE_ARN]) {
    roles.set(annotations[ROLE_ARN], ref);
  }
}
