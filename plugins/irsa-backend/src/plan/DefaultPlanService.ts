import { randomUUID } from 'node:crypto';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Check,
  Drift,
  Plan,
  PlanDelivery,
  PlanRequest,
  Readiness,
  WorkloadSource,
} from 'backstage-plugin-irsa-common';
import {
  ChangeImpossibleError,
  CustomPlanCheck,
  readObject,
} from 'backstage-plugin-irsa-node';
import { Knex } from 'knex';
import { AccountRegistry } from '../accounts/types';
import { ClusterRegistry } from '../clusters/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { Inventory } from '../inventory/types';
import { catalogSource } from '../sources/catalogSource';
import { readFeeders } from '../sources/readFeeders';
import { readSource } from '../sources/readSource';
import { Start } from '../sources/types';
import { isChangeHostError } from '../requests/isChangeHostError';
import { ownerReviewers } from '../requests/ownerReviewers';
import { alsoFed, asPlanned, newlyFed } from '../requests/alsoFed';
import {
  composeAgain,
  filesOf,
  planRequest,
  RequestPlan,
} from '../requests/planRequest';
import { ChangeRepositories, NOWHERE } from '../requests/types';
import { buildPlan } from './buildPlan';
import { canaryChoice } from './canaryChoice';
import { runCustomChecks } from './checks/customChecks';
import { Draft, draftExecution } from './draftExecution';
import { dryRun, Images } from './patch/dryRun';
import { PLAN_TAG } from './planHash';
import { readOtherPlaces } from './otherPlaces';
import { PlanStore } from './PlanStore';
import { verdictOf } from './verdictOf';
import { preImages } from './patch/preImages';
import { readWorld } from './world/readWorld';
import { WorkloadObject } from './world/podTemplate';
import { workloadPath } from './world/workloadPath';
import {
  KnownCodeRequests,
  readSourceFacts,
  SourceFacts,
} from './world/readCode';
import { World } from './world/World';
import { OtherPlace, PlanExecution, PlanService, StoredPlan } from './types';

/** How often a workload that changes is read for one plan. */
const MOST_READINGS = 4;

/** The parts of the service. */
export interface PlanServiceOptions {
  database: Knex;
  clusters: ClusterRegistry;
  accounts: AccountRegistry;
  inventory: Inventory;
  catalog: CatalogService;
  auth: AuthService;
  config: IrsaConfig;
  logger: LoggerService;
  /** Those that this portal adds to the built-in ones. */
  customChecks?: readonly CustomPlanCheck[];
  /** Where changes of what Git owns can be proposed; nowhere when absent. */
  changes?: ChangeRepositories;
  /** Reads the source of a workload; nobody does when absent. */
  readiness?: { get(ref: PlanRequest['workload']): Promise<Readiness> };
  /** Knows the change requests of the source of workloads; nobody does when absent. */
  codeRequests?: KnownCodeRequests;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What one reading of the world comes to. */
interface Attempt {
  draft: Draft;
  custom: Check[];
  source: WorkloadSource;
  delivery: PlanDelivery;
  planned?: PlanExecution['request'];
  otherPlaces?: OtherPlace[];
  images?: Images;
}

/** Reads the world, makes a plan, and keeps it while it is valid. */
export class DefaultPlanService implements PlanService {
  private constructor(
    private readonly options: PlanServiceOptions,
    private readonly store: PlanStore,
    private readonly now: () => number,
  ) {}

  /** The database must have the tables of `migrations/`. */
  static async create(
    options: PlanServiceOptions,
  ): Promise<DefaultPlanService> {
    const now = options.now ?? Date.now;
    return new DefaultPlanService(
      options,
      new PlanStore(options.database, now),
      now,
    );
  }

  async create(request: PlanRequest, createdBy: string): Promise<Plan> {
    const { draft, custom, source, delivery, planned, otherPlaces, images } =
      await this.attempt(
        request,
        await readSourceFacts(this.options, request.workload),
      );
    const id = randomUUID();
    const context = { ...draft.context, delivery, otherPlaces };
    const execution: PlanExecution | undefined = draft.execution && {
      ...draft.execution,
      ...(planned ? { request: planned } : {}),
      ...(canaryChoice(context).isOn ? { canary: true } : {}),
      tags: { ...draft.execution.tags, [PLAN_TAG]: id },
    };
    const content = buildPlan({ context, execution }, images, custom);
    const createdAt = this.now();
    const plan: Plan = {
      ...content,
      request,
      source,
      delivery,
      id,
      createdAt: new Date(createdAt).toISOString(),
      expiresAt: new Date(
        createdAt + this.options.config.plan.lifeMs,
      ).toISOString(),
      createdBy,
    };
    await this.store.insert({
      plan,
      // Kept, so that what is compared later is the same whether the source can be read then or not.
      request: {
        ...request,
        identity: draft.context.target.identity.kind,
        ...(draft.context.target.isForOneStep && { ownServiceAccount: true }),
      },
      execution,
    });
    await this.options.inventory.notePlan(
      request.workload,
      verdictOf(plan, draft.context.world.workload.manager),
    );
    this.options.logger.info(
      `Plan ${id} for ${request.workload.kind} ${request.workload.namespace}/${request.workload.name} in ${request.workload.cluster}: ${plan.status}`,
    );
    return plan;
  }

  /**
   * Reads the world and tries the change. A workload whose status was written in between refuses it without a reason of its own: then
   * all is read again.
   */
  private async attempt(
    request: PlanRequest,
    said: SourceFacts,
    left = MOST_READINGS,
  ): Promise<Attempt> {
    const world = await readWorld(this.options, request, said);
    const draft = draftExecution(world);
    const { customChecks = [], logger } = this.options;
    const cluster = this.options.clusters.get(request.workload.cluster);
    const [custom, source] = await Promise.all([
      runCustomChecks(customChecks, draft.context, { logger }),
      this.sourceOf(world),
    ]);
    const {
      delivery,
      request: planned,
      otherPlaces,
    } = await this.deliveryOf(draft, source);
    const images =
      draft.execution &&
      (await dryRun(cluster, world, draft.execution, delivery.way));
    if (images?.refused !== undefined && left > 1) {
      const now = await readObject<WorkloadObject>(
        cluster,
        workloadPath(request.workload),
      );
      if (
        now?.metadata?.resourceVersion !==
        world.object.metadata?.resourceVersion
      ) {
        return this.attempt(request, said, left - 1);
      }
    }
    return { draft, custom, source, delivery, planned, otherPlaces, images };
  }

  /** Never throws: the plan says what could not be read. */
  private async sourceOf({ request, object, workload }: World) {
    const { clusters, config } = this.options;
    return readSource(
      {
        workload: request.workload,
        metadata: (object.metadata ?? {}) as Start['metadata'],
        catalog: await catalogSource(workload.entityRef, this.options),
      },
      { clusters: clusters.all(), readLevel: config.readLevel },
    );
  }

  /** How the change comes to the workload. What keeps it as Git says would take a patch back. */
  private async deliveryOf(
    { context, execution }: Draft,
    source: WorkloadSource,
  ): Promise<RequestPlan & Pick<Attempt, 'otherPlaces'>> {
    const { manager } = context.world.workload;
    if (manager.livePatchAllowed || !execution) {
      return {
        delivery: {
          way: 'direct',
          state: 'ready',
          reason: manager.evidence,
        },
      };
    }
    const { config, clusters, changes = NOWHERE } = this.options;
    const { delivery, request } = await planRequest(source, execution, {
      repositories: changes,
      catalogue: config.catalogue,
      feeders: () => readFeeders(clusters),
    });
    const found = request?.alsoFed ?? [];
    const otherPlaces =
      request &&
      (await readOtherPlaces(found, execution, context.world, clusters));
    const reviewers =
      request &&
      (await ownerReviewers(
        context.world.workload.ownerRef,
        changes.annotationsOf(request.repository),
        this.options,
      ));
    return {
      delivery,
      otherPlaces,
      ...(request && {
        request: {
          ...request,
          ...(found.length > 0 ? { alsoFed: asPlanned(found) } : {}),
          reviewers,
        },
      }),
    };
  }

  get(id: string): Promise<StoredPlan> {
    return this.store.get(id);
  }

  async discard(id: string): Promise<void> {
    const { plan } = await this.store.get(id);
    if (plan.status === 'used') {
      throw new ConflictError(
        `Plan ${id} was started already. Roll its migration back instead.`,
      );
    }
    await this.store.flag(id, 'discarded');
  }

  markUsed(id: string): Promise<void> {
    return this.store.flag(id, 'used');
  }

  async drift(stored: StoredPlan): Promise<Drift[]> {
    const world = await readWorld(this.options, stored.request);
    const { notConnected } = world.account;
    if (notConnected && stored.execution) {
      const { accountId } = stored.execution;
      return [
        {
          object: `AWS account ${accountId}`,
          before: 'known to the portal',
          after:
            'The portal cannot read it: it is not under aws.accounts, or the key is of another account now.',
        },
      ];
    }
    const { context } = draftExecution(world);
    const ofFiles = await this.driftOfFiles(stored.execution);
    const then = new Map(
      (stored.execution?.preImages ?? []).map(image => [image.object, image]),
    );
    const now = new Map(
      preImages(world, context).map(image => [image.object, image]),
    );
    const ofWorld = [...new Set([...then.keys(), ...now.keys()])]
      .filter(object => {
        const before = then.get(object);
        const present = now.get(object)?.digest;
        return (
          before?.digest !== present &&
          !(present && before?.alsoFine?.includes(present))
        );
      })
      .map(object => ({
        object,
        before: then.get(object)?.summary ?? 'absent',
        after: now.get(object)?.summary ?? 'absent',
      }));
    return [...ofWorld, ...ofFiles];
  }

  /** Whether the files that would be changed are those of the plan. Throws ChangeHostError when they cannot be read. */
  private async driftOfFiles(
    execution: PlanExecution | undefined,
  ): Promise<Drift[]> {
    const { changes = NOWHERE, config } = this.options;
    const request = execution?.request;
    if (!execution || !request) {
      return [];
    }
    const { repository: url, base, baseCommit } = request;
    const drift = (after: string): Drift[] => [
      { object: `${url}, branch ${base}`, before: baseCommit, after },
    ];
    const repository = changes.repository(url);
    if (!repository) {
      return drift('No host of the portal knows it any more.');
    }
    try {
      const { commit } = await composeAgain(
        repository,
        request,
        execution,
        config.catalogue,
      );
      const now = await alsoFed(
        repository,
        filesOf(request, commit, execution.workload),
        await readFeeders(this.options.clusters),
      );
      return (
        newlyFed(now, request.alsoFed)
          // An outage is no change; the request is opened only when it is over.
          .filter(({ isRead, cluster }) => isRead || cluster === undefined)
          .map(({ words }) => ({
            object: `${url}, files of the change`,
            before: 'come to less',
            after: `come to ${words} too`,
          }))
      );
    } catch (error) {
      if (error instanceof ChangeImpossibleError) {
        return drift(error.message);
      }
      if (isChangeHostError(error) && error.kind === 'notFound') {
        return drift(error.message);
      }
      throw error;
    }
  }
}
