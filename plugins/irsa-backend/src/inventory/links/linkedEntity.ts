import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Workload } from 'backstage-plugin-irsa-common';

const NAMESPACE = 'backstage.io/kubernetes-namespace';
export const KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
export const KUBERNETES_ID = 'backstage.io/kubernetes-id';
export const LABEL_SELECTOR = 'backstage.io/kubernetes-label-selector';

/** The annotations by which workloads are linked to an entity. */
export const LINKING_ANNOTATIONS = [
  KUBERNETES_ID,
  LABEL_SELECTOR,
  NAMESPACE,
  KUBERNETES_CLUSTER,
];

export type CatalogLink = Pick<
  Workload,
  | 'entityRef'
  | 'entityTitle'
  | 'ownerRef'
  | 'ownerEvidence'
  | 'ownerDoubt'
  | 'linkedBy'
>;

/** An entity with annotations of Backstage's Kubernetes plugin. */
export interface LinkedEntity {
  link: CatalogLink;
  /** Where it was registered; the catalog itself writes that. */
  location?: string;
  id?: string;
  namespace?: string;
  selector?: string;
  cluster?: string;
}

/** Whoever registers an entity may claim a workload. So claims that differ make no owner, and only some sources count. */
export function ownerByClaims(
  counting: LinkedEntity[],
  matches: LinkedEntity[],
): Pick<CatalogLink, 'ownerRef' | 'ownerEvidence' | 'ownerDoubt'> {
  const words = ({ link, location }: LinkedEntity) =>
    `${link.entityRef} (${link.linkedBy}), registered by ${
      location ?? 'an unknown location'
    }`;
  const claims = counting.filter(({ link }) => link.ownerRef);
  const owners = new Set(claims.map(({ link }) => link.ownerRef));
  if (owners.size === 1) {
    const [claim] = claims;
    const { ownerRef } = claim.link;
    return { ownerRef, ownerEvidence: `spec.owner of ${words(claim)}` };
  }
  if (owners.size > 1) {
    const all = claims.map(each => `${each.link.ownerRef} by ${words(each)}`);
    return { ownerDoubt: `Several claim it: ${all.sort().join('; ')}` };
  }
  const others = matches.filter(
    each => !counting.includes(each) && each.link.ownerRef,
  );
  return others.length > 0
    ? {
        ownerDoubt: `Its entity does not count, because irsa.ownership.catalog.locations does not name its location: ${words(
          others[0],
        )}`,
      }
    : {};
}

export function toLinkedEntity(entity: Entity): LinkedEntity[] {
  const { annotations = {} } = entity.metadata;
  const id = annotations[KUBERNETES_ID];
  const selector = annotations[LABEL_SELECTOR];
  if (!id && !selector) {
    return [];
  }
  return [
    {
      id,
      selector,
      namespace: annotations[NAMESPACE],
      cluster: annotations[KUBERNETES_CLUSTER],
      location: annotations[ANNOTATION_ORIGIN_LOCATION],
      link: {
        entityRef: stringifyEntityRef(entity),
        entityTitle: entity.metadata.title ?? entity.metadata.name,
        ownerRef: ownerOf(entity),
      },
    },
  ];
}

function ownerOf(entity: Entity): string | undefined {
  const related = entity.relations?.find(
    ({ type }) => type === RELATION_OWNED_BY,
  )?.targetRef;
  const named = entity.spec?.owner;
  if (related || typeof named !== 'string') {
    return related;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(named, {
        defaultKind: 'group',
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    return undefined;
  }
}
