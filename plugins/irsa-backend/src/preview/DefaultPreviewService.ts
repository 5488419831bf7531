import { randomUUID } from 'node:crypto';
import {
  Preview,
  PreviewLink,
  PreviewRequest,
  PreviewSide,
  UsedCalls,
  UsedServices,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { InputError, NotAllowedError } from '@backstage/errors';
import { Knex } from 'knex';
import { Inventory } from '../inventory/types';
import { PlanExecution, PlanService } from '../plan/types';
import { stsRefusalInWords } from '../accounts/assume';
import { Caller } from '../access/Caller';
import { placeOfWorkload } from '../access/places';
import { parseWorkloadId } from '../shared/parseWorkloadId';
import { scrub } from '../shared/scrub';
import { boundaryIn, limitedBy } from './boundary';
import { UsedCallsRunner } from './calls/UsedCallsRunner';
import { checkRequest } from './checkRequest';
import { compareSides } from './compareSides';
import { LinkLedger, MadeLink } from './LinkLedger';
import { LinkVault, PreviewOf } from './LinkVault';
import { checkBucket, checkOwner } from './mayPreview';
import { objectsOf } from './objectsOf';
import { PreviewIdentities } from './PreviewIdentities';
import { ProbeLedger } from './ProbeLedger';
import { ProbeSweeper } from './ProbeSweeper';
import { PreviewSideRunner } from './PreviewSideRunner';
import { RateLimit } from './RateLimit';
import {
  policiesOf,
  PreviewSources,
  PreviewWorld,
  readPreviewWorld,
  roleIn,
  rolePolicies,
  userOf,
  userPolicies,
} from './previewWorld';
import { sessionPolicy } from './sessionPolicy';
import { simulateRole } from './simulateRole';
import { suggestBuckets } from './suggestBuckets';
import { UsedServicesReader } from './use/UsedServicesReader';
import {
  LinkPurpose,
  PreviewService,
  PreviewSuggestions,
  RevealedLink,
} from './types';

const MAX_SUGGESTED_BUCKETS = 5;

export interface PreviewServiceOptions extends PreviewSources {
  /** With the tables of `migrations/` in it. */
  database: Knex;
  inventory: Inventory;
  plans: Pick<PlanService, 'get'>;
  now?: () => number;
}

/**
 * Signs the same requests with the static key and with the role, sends them from the portal, and compares the answers.
 */
export class DefaultPreviewService implements PreviewService {
  private readonly now: () => number;
  private readonly vault: LinkVault;
  private readonly rate: RateLimit;
  private readonly runner: PreviewSideRunner;
  private readonly identities: PreviewIdentities;
  private readonly ledger: LinkLedger;
  private readonly probes: ProbeLedger;
  private readonly use: UsedServicesReader;
  private readonly calls: UsedCallsRunner;
  /** Removes what a preview left behind. */
  readonly sweeper: ProbeSweeper;

  static create(options: PreviewServiceOptions): DefaultPreviewService {
    return new DefaultPreviewService(options);
  }

  private constructor(private readonly options: PreviewServiceOptions) {
    this.now = options.now ?? Date.now;
    this.vault = new LinkVault(this.now);
    this.rate = new RateLimit(
      options.database,
      this.now,
      options.config.preview.perMinute,
    );
    this.identities = new PreviewIdentities(options);
    this.ledger = new LinkLedger(options.database, this.now);
    this.probes = new ProbeLedger(options.database, this.now);
    this.use = new UsedServicesReader(options, this.now);
    this.calls = new UsedCallsRunner(options, this.identities, this.now);
    this.sweeper = new ProbeSweeper(
      options,
      this.probes,
      this.identities,
      this.now,
    );
    this.runner = new PreviewSideRunner(options.accounts, this.vault, this.now);
  }

  async create(request: PreviewRequest, caller: Caller): Promise<Preview> {
    const { config, inventory } = this.options;
    checkRequest(request, config);
    const workload = await inventory.get(request.workload);
    await checkOwner(caller, workload, config);
    await this.rate.take(caller.ref);
    const world = await readPreviewWorld(this.options, workload, {
      region: request.region,
    });
    await checkBucket(
      caller,
      request.bucket,
      policiesOf(world),
      workload,
      config,
    );
    const preview = {
      previewId: randomUUID(),
      by: caller.ref,
      workload: request.workload,
    };
    const left = request.methods.includes('PUT')
      ? await this.probes.write({ ...request, region: world.region })
      : undefined;
    let isLeft = false;
    const onLeft = () => {
      isLeft = true;
    };
    // One after the other, because both sides write and remove the same probe object.
    const key = await this.keySide(preview, request, world, onLeft);
    const role = await this.roleSide(preview, request, world, onLeft);
    if (left && !isLeft) {
      await this.probes.strike(left);
    }
    await this.ledger.made(preview, madeLinks(request, [key, role]));
    return {
      id: preview.previewId,
      workload: request.workload,
      bucket: request.bucket,
      key: request.key,
      ...compareSides(key, role, {
        partition: world.partition,
        bucket: request.bucket,
        key: request.key,
      }),
      sides: [key, role],
      vantage: 'portal-backend',
      emulator: config.emulator,
      createdAt: new Date(this.now()).toISOString(),
    };
  }

  linkedWorkload(
    previewId: string,
    linkId: string,
    caller: Caller,
  ): WorkloadRef {
    return this.vault.reveal(previewId, linkId, caller.ref).workload;
  }

  async reveal(
    previewId: string,
    linkId: string,
    caller: Caller,
    purpose: LinkPurpose,
  ): Promise<RevealedLink> {
    const { config, inventory } = this.options;
    const { link, workload } = this.vault.reveal(previewId, linkId, caller.ref);
    // Ownership may have changed since the link was signed.
    await checkOwner(caller, await inventory.get(workload), config);
    await this.ledger.used(linkId, caller.ref, purpose);
    return link;
  }

  async links({
    workloadId: id,
    access,
  }: Parameters<PreviewService['links']>[0]): Promise<PreviewLink[]> {
    const links = await this.ledger.list({ workloadId: id });
    if (!access.within) {
      return links;
    }
    const ids = [...new Set(links.map(link => link.workloadId))];
    const covered = await Promise.all(
      ids.map(each =>
        this.options.inventory.get(parseWorkloadId(each)).then(
          workload => access.covers(placeOfWorkload(workload)),
          // Whose it was is not known any more.
          () => false,
        ),
      ),
    );
    return links.filter(link => covered[ids.indexOf(link.workloadId)]);
  }

  async suggestions(id: string, caller: Caller): Promise<PreviewSuggestions> {
    const { config, inventory } = this.options;
    const workload = await inventory.get(parseWorkloadId(id));
    await checkOwner(caller, workload, config);
    const { preview } = config;
    const world = await readPreviewWorld(this.options, workload);
    const buckets = suggestBuckets(policiesOf(world) ?? [])
      .filter(({ name }) => !preview.buckets || preview.buckets.includes(name))
      .slice(0, MAX_SUGGESTED_BUCKETS);
    const objects = await objectsOf(buckets, world, {
      accounts: this.options.accounts,
      identities: this.identities,
    });
    return {
      buckets: buckets.map(bucket => ({
        ...bucket,
        objects: objects.get(bucket.name) ?? [],
      })),
      probePrefix: preview.probePrefix,
      maxExpirySeconds: preview.maxExpirySeconds,
      methods: preview.methods,
    };
  }

  async usedServices(
    id: string,
    planId: string | undefined,
    caller: Caller,
  ): Promise<UsedServices> {
    const { config, inventory } = this.options;
    const ref = parseWorkloadId(id);
    const workload = await inventory.get(ref);
    await checkOwner(caller, workload, config);
    await this.rate.take(caller.ref);
    const world = await readPreviewWorld(this.options, workload, {
      ofOneOnly: true,
    });
    const use = await this.use.read(
      world,
      await this.planned({ planId, workload: ref }),
    );
    return { ...use, mayCall: config.preview.calls };
  }

  async usedCalls(
    id: string,
    planId: string | undefined,
    caller: Caller,
  ): Promise<UsedCalls> {
    const { config, inventory } = this.options;
    const ref = parseWorkloadId(id);
    const workload = await inventory.get(ref);
    await checkOwner(caller, workload, config);
    if (!config.preview.calls) {
      throw new NotAllowedError(
        'Calls with key and role are switched off in this portal (irsa.preview.calls).',
      );
    }
    await this.rate.take(caller.ref);
    const world = await readPreviewWorld(this.options, workload, {
      ofOneOnly: true,
    });
    return this.calls.run(world, await this.planned({ planId, workload: ref }));
  }

  private async keySide(
    preview: PreviewOf,
    request: PreviewRequest,
    world: PreviewWorld,
    onLeft: () => void,
  ): Promise<PreviewSide> {
    const { accounts } = this.options;
    try {
      const policies = limitedBy(
        userPolicies(world),
        await boundaryIn(accounts, world, userOf(world)?.boundaryArn),
      );
      return await this.identities.withKey(world, credentials =>
        this.runner.run(preview, request, {
          identity: 'key',
          credentials,
          keyLast4: credentials.accessKeyId.slice(-4),
          region: world.region,
          partition: world.partition,
          policies,
          onLeft,
        }),
      );
    } catch (error) {
      return this.unavailable(
        'key',
        `The static key could not be used: ${messageOf(error)}`,
      );
    }
  }

  private async roleSide(
    preview: PreviewOf,
    request: PreviewRequest,
    world: PreviewWorld,
    onLeft: () => void,
  ): Promise<PreviewSide> {
    const { accounts } = this.options;
    const { role, partition, region } = world;
    if (!role.target) {
      const planned = await this.planned(request);
      return planned
        ? simulateRole(
            planned,
            request,
            partition,
            await boundaryIn(accounts, world, planned.role.boundaryArn),
          )
        : this.unavailable('role', role.reason);
    }
    const { roleArn } = role.target;
    try {
      const session = await this.identities.assumeRole(world, role.target, {
        name: `preview-${preview.previewId}`,
        policy: sessionPolicy({
          partition,
          bucket: request.bucket,
          key: request.key,
          methods: request.methods,
        }),
        seconds: request.expirySeconds,
      });
      return await this.runner.run(preview, request, {
        identity: 'role',
        credentials: session.credentials,
        sessionEndsAt: session.credentials.expiration,
        region,
        partition,
        policies: limitedBy(
          rolePolicies(world),
          await boundaryIn(accounts, world, roleIn(world)?.boundaryArn),
        ),
        onLeft,
      });
    } catch (error) {
      return this.unavailable(
        'role',
        `The role ${roleArn} could not be used: ${stsRefusalInWords(error)}`,
      );
    }
  }

  /** What the plan that the request names would make. */
  private async planned({
    planId,
    workload,
  }: Pick<PreviewRequest, 'planId' | 'workload'>): Promise<
    PlanExecution | undefined
  > {
    if (!planId) {
      return undefined;
    }
    const { plan, execution } = await this.options.plans.get(planId);
    if (workloadId(plan.workload) !== workloadId(workload)) {
      throw new InputError(`Plan ${planId} is of another service.`);
    }
    return execution;
  }

  private unavailable(identity: 'key' | 'role', reason: string): PreviewSide {
    return {
      identity,
      state: 'unavailable',
      reason: scrub(reason),
      probes: [],
    };
  }
}

/** What is known of the links but the links. */
function madeLinks(
  { bucket, key }: PreviewRequest,
  sides: PreviewSide[],
): MadeLink[] {
  return sides.flatMap(({ identity, probes }) =>
    probes.flatMap(({ linkId: id, method, expiresAt: endsAt }) =>
      id && endsAt ? [{ id, bucket, key, method, identity, endsAt }] : [],
    ),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
