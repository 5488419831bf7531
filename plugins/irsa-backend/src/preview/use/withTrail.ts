import { ServiceUse } from '../../accounts/readServiceUse';
import { USER_AGENT } from '../../accounts/AwsClients';
import { TrailFact } from '../../accounts/trail/trailFact';

/** Services whose events have another name than their actions. Source: Service Authorization Reference. */
const SERVICES: Record<string, string> = { monitoring: 'cloudwatch' };

/** Events that need an action of another name. Source: Amazon S3 User Guide, "Required permissions for Amazon S3 API operations". */
const ACTIONS: Record<string, string> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:HeadBucket': 's3:ListBucket',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycle': 's3:GetLifecycleConfiguration',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
};

/** AWS's codes of a call that the policies did not allow; other errors are those of calls that they did. */
const REFUSED = /AccessDenied|Unauthorized|NotAuthorized|Forbidden/i;

/**
 * What IAM tells of the use of a user, with the actions that CloudTrail shows that it was allowed to call. The portal's own
 * calls are left out. Pure.
 */
export function withTrail(
  use: readonly ServiceUse[],
  facts: readonly TrailFact[],
  userArn: string,
): ServiceUse[] {
  const latest = new Map<string, TrailFact>();
  for (const fact of facts) {
    const { caller, error = '', userAgent = '' } = fact;
    if (
      caller !== userArn ||
      REFUSED.test(error) ||
      userAgent.includes(USER_AGENT)
    ) {
      continue;
    }
    const action = actionOf(fact);
    const before = latest.get(action);
    if (!before || before.at < fact.at) {
      latest.set(action, fact);
    }
  }
  const merged = new Map(use.map(each => [each.service, each]));
  for (const [action, { at, region }] of latest) {
    const [service] = action.split(':');
    const known = merged.get(service) ?? {
      service,
      title: service,
      actions: [],
    };
    const isLater = !known.lastUsedAt || known.lastUsedAt < at;
    const isListed = known.actions.some(
      each => each.action.toLowerCase() === action.toLowerCase(),
    );
    merged.set(service, {
      ...known,
      ...(isLater && { lastUsedAt: at, region }),
      actions: isListed
        ? known.actions
        : [
            ...known.actions,
            { action, lastUsedAt: at, source: 'cloudTrail' as const },
          ],
    });
  }
  return [...merged.values()];
}

/** Names of events may end in a version of the API: `ListFunctions20150331`, `GetDistribution2020_05_31`. */
function actionOf({ service, action }: TrailFact): string {
  const prefix = SERVICES[service] ?? service;
  const name = `${prefix}:${action.replace(/\d{4}_?\d{2}_?\d{2}(v\d+)?$/, '')}`;
  return ACTIONS[name] ?? name;
}
