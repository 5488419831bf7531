import { createHash } from 'node:crypto';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { matchesWildcards, WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  Ownership,
  OwnershipFacts,
  OwnershipRule,
} from 'backstage-plugin-irsa-node';
import { OwnershipSettings } from '../../config/IrsaConfig';
import { RecurringFailures } from '../../shared/RecurringFailures';
import {
  CatalogLink,
  KUBERNETES_ID,
  LABEL_SELECTOR,
  LinkedEntity,
  ownerByClaims,
  toLinkedEntity,
} from './linkedEntity';
import { CatalogFill } from './CatalogFill';
import { matchesLabelSelector } from './labelSelector';
import { ownerNameRules, picked } from './ownerNames';

const ANYWHERE: OwnershipSettings = {
  workload: { labels: [], annotations: [] },
  namespace: { labels: [], annotations: [] },
};

/** The name under which failures of reading it are kept. */
const CATALOG = 'catalog';

/** The data by which annotations of the catalog find a workload: its place, and its labels and those of its Pods. */
export interface LabelledWorkload {
  ref: WorkloadRef;
  labels: Record<string, string>;
  templateLabels: Record<string, string>;
  annotations?: Record<string, string>;
  /** Absent when it was not read. */
  namespace?: NamespaceNotes;
}

/** What a namespace may say of its owner. */
export interface NamespaceNotes {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Finds the catalog entity of a workload by the annotations of Backstage's Kubernetes plugin. */
export class CatalogLinks {
  static async read(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    /** Of this portal, for workloads without an entity. */
    rules?: readonly OwnershipRule[];
    ownership?: OwnershipSettings;
    /** Of reading the catalog, which is told once. */
    failures?: RecurringFailures;
    /** Whether it has had time to fill; without it, it has. */
    fill?: CatalogFill;
  }): Promise<CatalogLinks> {
    const { catalog, auth, logger, rules = [], ownership = ANYWHERE } = options;
    const { failures = new RecurringFailures({ logger }) } = options;
    const { fill = new CatalogFill(0) } = options;
    const entities: LinkedEntity[] = [];
    let isEmpty = true;
    // What comes while it is read may be missed.
    const began = Date.now();
    const readAt = new Date(began).toISOString();
    try {
      const credentials = await auth.getOwnServiceCredentials();
      for await (const page of catalog.streamEntities(
        {
          filter: { kind: ['Component', 'Resource'] },
          fields: ['kind', 'metadata', 'spec.owner', 'relations'],
        },
        { credentials },
      )) {
        isEmpty = isEmpty && page.length === 0;
        entities.push(...page.flatMap(toLinkedEntity));
      }
    } catch (error) {
      failures.failed(
        CATALOG,
        `The catalog cannot be read, so owners that it names are not known: ${
          (error as Error).message
        }`,
      );
      return new CatalogLinks([], {
        readable: false,
        isSettled: fill.note(began, false),
        readAt,
        doubt: 'The catalog could not be read',
        rules,
        ownership,
        logger,
      });
    }
    failures.succeeded(CATALOG, 'The catalog can be read again');
    return new CatalogLinks(entities, {
      readable: true,
      isSettled: fill.note(began, !isEmpty),
      readAt,
      // As after a start, while the catalog still reads its own sources.
      doubt: isEmpty
        ? 'The catalog has no component and no resource yet'
        : undefined,
      rules,
      ownership,
      logger,
    });
  }

  private readonly told = new Set<string>();
  private readonly marks = new Map<string, string>();
  private readonly byId = new Map<string, LinkedEntity[]>();
  /** By the namespace that they name; under '' those without one. */
  private readonly bySelector = new Map<string, LinkedEntity[]>();

  /** Whether the catalog answered. */
  readonly readable: boolean;
  /** Whether what it does not have is not there; otherwise it may only not be there yet. */
  readonly isSettled: boolean;
  /** ISO time at which reading it began. */
  readonly readAt: string;
  /** Why nothing that the catalog says is known; undefined where it was read. */
  readonly doubt?: string;
  /** Whether a scan must read namespaces. */
  readonly needsNamespaces: boolean;
  /** Whether code of this portal decides on owners: what it goes by is not known here. */
  readonly hasOwnRules: boolean;
  private readonly clusterRules: readonly OwnershipRule[];

  private constructor(
    entities: LinkedEntity[],
    private readonly options: {
      readable: boolean;
      isSettled: boolean;
      readAt: string;
      doubt?: string;
      rules: readonly OwnershipRule[];
      ownership: OwnershipSettings;
      logger: LoggerService;
    },
  ) {
    const { ownership, readable } = options;
    const { labels, annotations } = ownership.namespace;
    this.readable = readable;
    this.isSettled = options.isSettled;
    this.readAt = options.readAt;
    this.doubt = options.doubt;
    this.needsNamespaces = labels.length + annotations.length > 0;
    this.hasOwnRules = options.rules.length > 0;
    this.clusterRules = ownerNameRules(ownership);
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
    const mark = this.marks.get(cluster) ?? this.makeMark(cluster);
    this.marks.set(cluster, mark);
    return mark;
  }

  private makeMark(cluster: string): string {
    const there = [...this.byId.values(), ...this.bySelector.values()]
      .flat()
      .filter(entity => !entity.cluster || entity.cluster === cluster)
      .map(entity => JSON.stringify(entity))
      .sort();
    const settings = JSON.stringify([this.options.ownership, this.doubt]);
    return createHash('sha256')
      .update([settings, ...there].join('\n'))
      .digest('hex');
  }

  /** Its entity, and its owner with the evidence, or why none is known. */
  find(workload: LabelledWorkload): CatalogLink {
    const matches = this.matchesOf(workload);
    const counting = matches.filter(({ location }) => this.counts(location));
    const [first] = counting.length > 0 ? counting : matches;
    const { ownerRef: _claimed, ...link } = first?.link ?? {};
    const facts = this.factsOf(workload);
    const byCluster = this.byRules(this.clusterRules, facts);
    if (byCluster) {
      const { ownerRef, linkedBy } = byCluster;
      return { linkedBy, ...link, ownerRef, ownerEvidence: linkedBy };
    }
    if (this.needsNamespaces && !workload.namespace && workload.ref.namespace) {
      const place = workload.ref.namespace;
      return { ...link, ownerDoubt: `Namespace ${place} could not be read` };
    }
    if (first) {
      return { ...link, ...ownerByClaims(counting, matches) };
    }
    const found = this.byRules(this.options.rules, facts);
    if (found) {
      return { ...found, ownerEvidence: found.linkedBy };
    }
    const { doubt } = this;
    return doubt ? { ownerDoubt: doubt } : {};
  }

  private counts(location: string | undefined): boolean {
    const { catalogLocations } = this.options.ownership;
    return (
      !catalogLocations ||
      catalogLocations.some(pattern =>
        matchesWildcards(pattern, location ?? ''),
      )
    );
  }

  /** Those that select it, then those that it names. */
  private matchesOf({
    ref,
    labels,
    templateLabels,
  }: LabelledWorkload): LinkedEntity[] {
    const isThere = (entity: LinkedEntity) =>
      (!entity.namespace || entity.namespace === ref.namespace) &&
      (!entity.cluster || entity.cluster === ref.cluster);
    const by = (linkedBy: string) => (entity: LinkedEntity) => ({
      ...entity,
      link: { ...entity.link, linkedBy },
    });
    const selecting = [ref.namespace, '']
      .flatMap(namespace => this.bySelector.get(namespace) ?? [])
      .filter(isThere)
      .filter(
        ({ selector = '' }) =>
          matchesLabelSelector(selector, labels) ||
          matchesLabelSelector(selector, templateLabels),
      )
      .map(each => by(`annotation ${LABEL_SELECTOR}: ${each.selector}`)(each));
    const id = labels[KUBERNETES_ID] ?? templateLabels[KUBERNETES_ID];
    const named = (this.byId.get(id ?? '') ?? [])
      .filter(isThere)
      .map(by(`label ${KUBERNETES_ID}: ${id}`));
    return [...selecting, ...named];
  }

  private factsOf(found: LabelledWorkload): OwnershipFacts {
    const { workload, namespace } = this.options.ownership;
    const { labels, templateLabels, annotations } = found;
    return {
      workload: found.ref,
      labels,
      templateLabels,
      annotations: picked(annotations, workload.annotations),
      ...(found.namespace && {
        namespaceLabels: found.namespace.labels ?? {},
        namespaceAnnotations: picked(
          found.namespace.annotations,
          namespace.annotations,
        ),
      }),
    };
  }

  private byRules(
    rules: readonly OwnershipRule[],
    facts: OwnershipFacts,
  ): Ownership | undefined {
    for (const rule of rules) {
      try {
        const found = rule.ownerOf(facts);
        if (found) {
          const owner = parseEntityRef(found.ownerRef, {
            defaultKind: 'group',
            defaultNamespace: 'default',
          });
          return { ...found, ownerRef: stringifyEntityRef(owner) };
        }
      } catch (error) {
        this.tell(rule.name, (error as Error).message);
      }
    }
    return undefined;
  }

  /** Once for each reading of the catalog, not for each workload. */
  private tell(name: string, reason: string): void {
    if (!this.told.has(name)) {
      this.told.add(name);
      this.options.logger.warn(
        `The ownership rule '${name}' fails for some workloads, which stay without owner: ${reason}`,
      );
    }
  }
}
