import { randomUUID } from 'node:crypto';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import {
  Preview,
  PreviewRequest,
  PreviewSide,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { accessKeyFingerprint } from 'backstage-plugin-irsa-node';
import { Knex } from 'knex';
import { Inventory } from '../inventory/types';
import { assumeWithToken, stsRefusalInWords } from '../accounts/assume';
import { requestToken } from '../migration/kubernetes/serviceAccounts';
import { Caller } from '../access/Caller';
import { parseWorkloadId } from '../shared/parseWorkloadId';
import { scrub } from '../shared/scrub';
import { checkRequest } from './checkRequest';
import { compareSides } from './compareSides';
import { LinkVault, PreviewOf } from './LinkVault';
import { checkBucket, checkOwner } from './mayPreview';
import { PreviewSideRunner } from './PreviewSideRunner';
import { RateLimit } from './RateLimit';
import {
  policiesOf,
  PreviewSources,
  PreviewWorld,
  readPreviewWorld,
  rolePolicies,
  userPolicies,
} from './previewWorld';
import { sessionPolicy } from './sessionPolicy';
import { withOldKey } from './staticCredentials';
import { suggestBuckets } from './suggestBuckets';
import { listingPolicy, suggestObjects } from './suggestObjects';
import { PreviewService, PreviewSuggestions, RevealedLink } from './types';

/** The shortest web-identity session of STS is 15 minutes. */
const MIN_SESSION_SECONDS = 900;
const MAX_SUGGESTED_BUCKETS = 5;

export interface PreviewServiceOptions extends PreviewSources {
  /** With the tables of `migrations/` in it. */
  database: Knex;
  inventory: Inventory;
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

  static create(options: PreviewServiceOptions): DefaultPreviewService {
    return new DefaultPreviewService(options);
  }

  private constructor(private readonly options: PreviewServiceOptions) {
    this.now = options.now ?? Date.now;
    this.vault = new LinkVault(this.now);
    this.rate = new RateLimit(options.database, this.now);
    this.runner = new PreviewSideRunner(options.accounts, this.vault, this.now);
  }

  async create(request: PreviewRequest, caller: Caller): Promise<Preview> {
    const { config, inventory } = this.options;
    checkRequest(request, config);
    const workload = await inventory.get(request.workload);
    await checkOwner(caller, workload, config);
    await this.rate.take(caller.ref);
    const world = await readPreviewWorld(
      this.options,
      workload,
      request.region,
    );
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
    // One after the other, because both sides write and remove the same probe object.
    const key = await this.keySide(preview, request, world);
    const role = await this.roleSide(preview, request, world);
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
  ): Promise<RevealedLink> {
    const { config, inventory } = this.options;
    const { link, workload } = this.vault.reveal(previewId, linkId, caller.ref);
    // Ownership may have changed since the link was signed.
    await checkOwner(caller, await inventory.get(workload), config);
    return link;
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
    const objects = await this.objectsOf(buckets, world);
    return {
      buckets: buckets.map(bucket => ({
        ...bucket,
        objects: objects.get(bucket.name) ?? [],
      })),
      probePrefix: preview.probePrefix,
      maxExpirySeconds: preview.maxExpirySeconds,
    };
  }

  /** With the role when there is one, so that the old key is not used. */
  private async objectsOf(
    buckets: { name: string; prefixes: string[] }[],
    world: PreviewWorld,
  ): Promise<Map<string, string[]>> {
    const { accounts, clusters, config, migrations } = this.options;
    const { role, partition, region, workload } = world;
    if (!buckets.length) {
      return new Map();
    }
    const cluster = clusters.get(workload.cluster);
    const list = async (credentials: AwsCredentialIdentity) => {
      const s3 = accounts.s3({ region, credentials });
      const names = buckets.map(
        async ({ name, prefixes }) =>
          [name, await suggestObjects(s3, name, prefixes[0])] as const,
      );
      return new Map(await Promise.all(names));
    };
    try {
      if (role.target) {
        const { roleArn, serviceAccountName, audience } = role.target;
        await migrations.noteOwnUse(roleArn);
        const session = await assumeWithToken(accounts, {
          region,
          roleArn,
          token: await requestToken(
            cluster,
            workload.namespace,
            serviceAccountName,
            audience,
          ),
          sessionName: 'preview-suggestions',
          sessionPolicy: listingPolicy(
            partition,
            buckets.map(({ name }) => name),
          ),
          durationSeconds: MIN_SESSION_SECONDS,
        });
        return await list(session.credentials);
      }
      return await withOldKey(
        { cluster, workload, readLevel: config.readLevel },
        async credentials => {
          await migrations.noteOwnUse(
            accessKeyFingerprint(credentials.accessKeyId),
          );
          return list(credentials);
        },
      );
    } catch {
      // Suggestions are optional. The comparison itself reports errors.
      return new Map();
    }
  }

  private async keySide(
    preview: PreviewOf,
    request: PreviewRequest,
    world: PreviewWorld,
  ): Promise<PreviewSide> {
    const cluster = this.options.clusters.get(request.workload.cluster);
    try {
      return await withOldKey(
        {
          cluster,
          workload: world.workload,
          execution: world.role.execution,
          readLevel: this.options.config.readLevel,
        },
        async credentials => {
          await this.options.migrations.noteOwnUse(
            accessKeyFingerprint(credentials.accessKeyId),
          );
          return this.runner.run(preview, request, {
            identity: 'key',
            credentials,
            keyLast4: credentials.accessKeyId.slice(-4),
            region: world.region,
            partition: world.partition,
            policies: userPolicies(world),
          });
        },
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
  ): Promise<PreviewSide> {
    const { clusters, accounts } = this.options;
    const { role, partition, region } = world;
    if (!role.target) {
      return this.unavailable('role', role.reason);
    }
    const { roleArn, serviceAccountName, audience } = role.target;
    const cluster = clusters.get(request.workload.cluster);
    try {
      const token = await requestToken(
        cluster,
        request.workload.namespace,
        serviceAccountName,
        audience,
      );
      await this.options.migrations.noteOwnUse(roleArn);
      const session = await assumeWithToken(accounts, {
        region,
        roleArn,
        token,
        sessionName: `preview-${preview.previewId}`,
        sessionPolicy: sessionPolicy({
          partition,
          bucket: request.bucket,
          key: request.key,
          methods: request.methods,
        }),
        durationSeconds: Math.max(
          MIN_SESSION_SECONDS,
          // Within the limit of every role.
          Math.min(request.expirySeconds, 3600),
        ),
      });
      return await this.runner.run(preview, request, {
        identity: 'role',
        credentials: session.credentials,
        sessionEndsAt: session.credentials.expiration,
        region,
        partition,
        policies: rolePolicies(world),
      });
    } catch (error) {
      return this.unavailable(
        'role',
        `The role ${roleArn} could not be used: ${stsRefusalInWords(error)}`,
      );
    }
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
