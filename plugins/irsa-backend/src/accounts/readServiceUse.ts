import { setTimeout as pause } from 'node:timers/promises';
import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommandOutput,
  IAMClient,
  ServiceLastAccessed,
} from '@aws-sdk/client-iam';
import { accountError, toAccountError } from './AccountError';

/** One service that the policies of an identity name, or that it has asked for anything. */
export interface ServiceUse {
  /** As in action names: `s3`. */
  service: string;
  /** `Amazon S3`. */
  title: string;
  /** Absent when AWS has seen no request within its tracking period. */
  lastUsedAt?: string;
  region?: string;
  /** Actions that AWS tracks one by one and has seen: `s3:CreateBucket`. Most services have none. */
  actions: {
    action: string;
    lastUsedAt: string;
    /** Absent for what IAM tells. */
    source?: 'cloudTrail';
  }[];
}

const GENERATE = 'iam:GenerateServiceLastAccessedDetails';
const GET = 'iam:GetServiceLastAccessedDetails';

/** IAM makes the report within seconds. */
const LIMIT_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * What a user or a role has asked for, by service: all of its keys and sessions together, refused requests too, up to four
 * hours late, over the last 400 days at most. Source: IAM User Guide, "Refine permissions in AWS using last accessed
 * information"; IAM API, GenerateServiceLastAccessedDetails.
 *
 * Throws AccountError.
 */
export async function readServiceUse(
  iam: IAMClient,
  accountId: string,
  arn: string,
): Promise<ServiceUse[]> {
  const ask = <T>(action: string, call: () => Promise<T>) =>
    call().catch(error => {
      throw toAccountError(accountId, action, error);
    });
  const { JobId } = await ask(GENERATE, () =>
    iam.send(
      new GenerateServiceLastAccessedDetailsCommand({
        Arn: arn,
        Granularity: 'ACTION_LEVEL',
      }),
    ),
  );
  const page = (Marker?: string) =>
    ask(GET, () =>
      iam.send(new GetServiceLastAccessedDetailsCommand({ JobId, Marker })),
    );
  let report = await untilMade(() => page(), accountId);
  const services = report.ServicesLastAccessed ?? [];
  // Without a place to go on from, the first page would come again and again.
  while (report.IsTruncated && report.Marker) {
    report = await page(report.Marker);
    services.push(...(report.ServicesLastAccessed ?? []));
  }
  return services.map(toUse);
}

async function untilMade(
  get: () => Promise<GetServiceLastAccessedDetailsCommandOutput>,
  accountId: string,
): Promise<GetServiceLastAccessedDetailsCommandOutput> {
  const endsAt = Date.now() + LIMIT_MS;
  for (
    let wait = FIRST_PAUSE_MS;
    ;
    wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
  ) {
    const report = await get();
    if (report.JobStatus === 'COMPLETED') {
      return report;
    }
    if (report.JobStatus === 'FAILED' || Date.now() >= endsAt) {
      throw accountError(
        { accountId, kind: 'failed', action: GET, code: report.Error?.Code },
        report.JobStatus === 'FAILED'
          ? `IAM could not make the report of used services in account ${accountId} (${
              report.Error?.Code ?? 'no reason given'
            }). Try again.`
          : `IAM has not made the report of used services in account ${accountId} within ${
              LIMIT_MS / 1000
            } s. Try again later.`,
      );
    }
    await pause(wait);
  }
}

/** Pure. */
export function toUse({
  ServiceNamespace: service = '',
  ServiceName,
  LastAuthenticated,
  LastAuthenticatedRegion,
  TrackedActionsLastAccessed = [],
}: Partial<ServiceLastAccessed>): ServiceUse {
  return {
    service: service.toLowerCase(),
    title: ServiceName ?? service,
    lastUsedAt: LastAuthenticated?.toISOString(),
    region: LastAuthenticatedRegion,
    actions: TrackedActionsLastAccessed.flatMap(
      ({ ActionName, LastAccessedTime }) =>
        ActionName && LastAccessedTime
          ? [
              {
                action: ActionName.includes(':')
                  ? ActionName
                  : `${service}:${ActionName}`,
                lastUsedAt: LastAccessedTime.toISOString(),
              },
            ]
          : [],
    ),
  };
}
