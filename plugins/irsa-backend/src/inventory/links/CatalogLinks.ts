import { createHash } from 'node:crypto';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Workload, WorkloadRef } from 'backstage-plugin-irsa-common';
import { OwnershipRule } from 'backstage-plugin-irsa-node';
import { matchesLabelSelector } from './labelSelector';

const ID = 'backstage.io/kubernetes-id';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const CLUSTER = 'backstage.io/kubernetes-cluster';

export type CatalogLink = Pick<
  Workload,
  'entityRef' | 'entityTitle' | 'ownerRef' | 'linkedBy'
>;

/** The data by which annotations of the catalog find a workload: its place, and its labels and those of its Pods. */
export interface LabelledWorkload {
  ref: WorkloadRef;
  labels: Record<string, string>;
  templateLabels: Record<string, string>;
}

interface LinkedEntity {
  link: CatalogLink;
  id?: string;
  namespace?: string;
  selector?: string;
  cluster?: string;
}

/** Finds the catalog entity of a workload by the annotations of Backstage's Kubernetes plugin. */
export class CatalogLinks {
  static async read(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    /** Of this portal, for workloads without an entity. */
    rules?: readonly OwnershipRule[];
  }): Promise<CatalogLinks> {
    const { catalog, auth, logger, rules = [] } = options;
    const entities: LinkedEntity[] = [];
    try {
      const credentials = await auth.getOwnServiceCredentials();
      for await (const page of catalog.streamEntities(
        {
          filter: { kind: ['Component', 'Resource'] },
          fields: ['kind', 'metadata', 'spec.owner', 'relations'],
        },
        { credentials },
      )) {
        entities.push(...page.flatMap(toLinkedEntity));
      }
    } catch (error) {
      logger.warn(
        `The catalog cannot be read, so workloads stay without owner until the next scan: ${
          (error as Error).message
        }`,
      );
      return new CatalogLinks([], false, rules, logger);
    }
    return new CatalogLinks(entities, true, rules, logger);
  }

  private readonly told = new Set<string>();
  private readonly byId = new Map<string, LinkedEntity[]>();
  /** By the namespace that they name; under '' those without one. */
  private readonly bySelector = new Map<string, LinkedEntity[]>();

  private constructor(
    entities: LinkedEntity[],
    /** Whether the catalog answered. */
    readonly readable: boolean,
    private readonly rules: readonly OwnershipRule[],
    private readonly logger: LoggerService,
  ) {
    for (const entity of entities) {
      const [map, key] = entity.selector
        ? [this.bySelector, entity.namespace ?? '']
        : [this.byId, entity.id ?? ''];
      const known = map.get(key);
      if (known) {
        known.push(entity);
      } else {
        map.set(key, [entity]);
      }
    }
  }

  /**
   * A mark that changes when workloads of the cluster may have other links; undefined while the catalog cannot be read.
   */
  markOf(cluster: string): string | undefined {
    if (!this.readable) {
      return undefined;
    }
    const there = [...this.byId.values(), ...this.bySelector.values()]
      .flat()
      .filter(entity => !entity.cluster || entity.cluster === cluster)
      .map(entity => JSON.stringify(entity))
      .sort();
    return createHash('sha256').update(there.join('\n')).digest('hex');
  }

  find(workload: LabelledWorkload): CatalogLink {
    const { ref, labels, templateLabels } = workload;
    const isThere = (entity: LinkedEntity) =>
      (!entity.namespace || entity.namespace === ref.namespace) &&
      (!entity.cluster || entity.cluster === ref.cluster);
    const selecting = [ref.namespace, '']
      .flatMap(namespace => this.bySelector.get(namespace) ?? [])
      .filter(isThere);
    for (const { selector, link } of selecting) {
      if (
        selector &&
        (matchesLabelSelector(selector, labels) ||
          matchesLabelSelector(selector, templateLabels))
      ) {
        return { ...link, linkedBy: `annotation ${SELECTOR}: ${selector}` };
      }
    }
    const id = labels[ID] ?? templateLabels[ID];
    const byId = this.byId.get(id ?? '')?.find(isThere);
    return byId
      ? { ...byId.link, linkedBy: `label ${ID}: ${id}` }
      : this.byRules(workload);
  }

  private byRules({
    ref,
    labels,
    templateLabels,
  }: LabelledWorkload): CatalogLink {
    for (const rule of this.rules) {
      try {
        const found = rule.ownerOf({ workload: ref, labels, templateLabels });
        if (found) {
          const owner = parseEntityRef(found.ownerRef, {
            defaultKind: 'group',
          });
          return { ...found, ownerRef: stringifyEntityRef(owner) };
        }
      } catch (error) {
        this.tell(rule.name, (error as Error).message);
      }
    }
    return {};
  }

  /** Once for each reading of the catalog, not for each workload. */
  private tell(name: string, reason: string): void {
    if (!this.told.has(name)) {
      this.told.add(name);
      this.logger.warn(
        `The ownership rule '${name}' fails for some workloads, which stay without owner: ${reason}`,
      );
    }
  }
}

function toLinkedEntity(entity: Entity): LinkedEntity[] {
  const { annotations = {} } = entity.metadata;
  const id = annotations[ID];
  const selector = annotations[SELECTOR];
  if (!id && !selector) {
    return [];
  }
  return [
    {
      id,
      selector,
      namespace: annotations[NAMESPACE],
      cluster: annotations[CLUSTER],
      link: {
        entityRef: stringifyEntityRef(entity),
        entityTitle: entity.metadata.title ?? entity.metadata.name,
        ownerRef: ownerRef(entity),
      },
    },
  ];
}

function ownerRef(entity: Entity): string | undefined {
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
