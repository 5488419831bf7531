import {
  DeleteObjectCommand,
  HeadObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SchedulerService } from '@backstage/backend-plugin-api';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import { Inventory } from '../inventory/types';
import { scrub } from '../shared/scrub';
import { PROBE_BODY } from './probe';
import { PreviewIdentities } from './PreviewIdentities';
import { PreviewSources, readPreviewWorld } from './previewWorld';
import { LeftProbe, ProbeLedger } from './ProbeLedger';
import { sessionPolicy } from './sessionPolicy';

/** A preview that still runs removes its own object. */
const OLD_ENOUGH_MS = 2 * 60_000;
/** Then a person has to look; the log says where. */
const GIVEN_UP_MS = 7 * 86_400_000;

/** `removed`: it was there, and is not now. `gone`: it is not there. `foreign`: what is there is not ours. `unknown`: not seen. */
type Outcome = 'removed' | 'gone' | 'foreign' | 'unknown';

/** Removes probe objects that a preview could not remove itself, for example because the process ended in the middle. */
export class ProbeSweeper {
  constructor(
    private readonly options: PreviewSources & { inventory: Inventory },
    private readonly ledger: ProbeLedger,
    private readonly identities: PreviewIdentities,
    private readonly now: () => number,
  ) {}

  async schedule(
    scheduler: SchedulerService,
    signal: AbortSignal,
  ): Promise<void> {
    await scheduler.scheduleTask({
      id: 'irsa-preview-probes',
      frequency: { minutes: 5 },
      initialDelay: { seconds: 10 },
      timeout: { minutes: 4 },
      scope: 'global',
      signal,
      fn: () => this.sweep(),
    });
  }

  async sweep(ageMs = OLD_ENOUGH_MS): Promise<void> {
    const { logger } = this.options;
    for (const probe of await this.ledger.left(ageMs)) {
      const outcome = await this.remove(probe).catch(error => {
        logger.warn(
          `A probe object could not be looked for: ${scrub(String(error))}`,
        );
        return 'unknown' as const;
      });
      const place = `${probe.bucket}/${probe.key}`;
      if (outcome !== 'unknown') {
        await this.ledger.strike(probe.id);
      } else if (this.now() - probe.at > GIVEN_UP_MS) {
        await this.ledger.strike(probe.id);
        logger.warn(
          `Look for the probe object ${place} by hand: it could not be seen or removed for seven days.`,
        );
      }
      if (outcome === 'removed') {
        logger.info(`Removed the probe object ${place} of an older preview.`);
      }
    }
  }

  /** With the role, and with the key where the role may not. */
  private async remove(probe: LeftProbe): Promise<Outcome> {
    const { inventory, accounts } = this.options;
    const workload = await inventory.get(probe.workload);
    const world = await readPreviewWorld(this.options, workload, {
      region: probe.region,
    });
    const by = async (credentials: AwsCredentialIdentity) => {
      const s3 = accounts.s3({ region: world.region, credentials });
      try {
        return await removeOwn(s3, probe);
      } finally {
        s3.destroy();
      }
    };
    const { target } = world.role;
    const byRole = target
      ? await this.identities
          .assumeRole(world, target, {
            name: 'preview-clean-up',
            policy: sessionPolicy({
              partition: world.partition,
              bucket: probe.bucket,
              key: probe.key,
              methods: ['GET', 'PUT'],
            }),
          })
          .then(({ credentials }) => by(credentials))
          .catch(() => 'unknown' as const)
      : 'unknown';
    return byRole === 'unknown'
      ? this.identities.withKey(world, by).catch(() => 'unknown' as const)
      : byRole;
  }
}

/** Removes the object only when it is the one that a probe writes, and only that version of it. */
async function removeOwn(
  s3: S3Client,
  { bucket, key }: LeftProbe,
): Promise<Outcome> {
  const address = { Bucket: bucket, Key: key };
  try {
    const { ContentLength, ETag } = await s3.send(
      new HeadObjectCommand(address),
    );
    if (ContentLength !== Buffer.byteLength(PROBE_BODY)) {
      return 'foreign';
    }
    await s3.send(new DeleteObjectCommand({ ...address, IfMatch: ETag }));
    return 'removed';
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } })
      .$metadata?.httpStatusCode;
    return status === 404 ? 'gone' : 'unknown';
  }
}
