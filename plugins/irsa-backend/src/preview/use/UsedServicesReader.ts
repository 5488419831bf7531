import { NotFoundError } from '@backstage/errors';
import { PolicyDocument, UsedServices } from 'backstage-plugin-irsa-common';
import { AccountHandle, IamUser } from '../../accounts/types';
import { readServiceUse, ServiceUse } from '../../accounts/readServiceUse';
import { HISTORY_MS, TrailReading } from '../../accounts/trail/AccountTrail';
import { resolveVariables } from '../../plan/policy/resolveVariables';
import { PlanExecution } from '../../plan/types';
import { readBoundary } from '../boundary';
import { IdentityPolicies } from '../decideRequest';
import {
  PreviewSources,
  PreviewWorld,
  roleIn,
  rolePolicies,
  userOf,
  userPolicies,
} from '../previewWorld';
import { compareUse, NoPolicies, UsePolicies } from './compareUse';
import { smallerPolicy } from './smallerPolicy';
import { withTrail } from './withTrail';

const LIMITS =
  'AWS counts all keys and sessions of the user together, refused requests too, up to four hours late, over the last 400 days at most. What is compared is what the policies and the permissions boundaries of both say: policies of resources and of the organisation are not looked at.';

/** AWS itself is up to four hours late. */
const KEPT_MS = 10 * 60_000;

interface Report {
  at: number;
  services: Promise<ServiceUse[]>;
  /** Undefined where CloudTrail is not connected. */
  trail: Promise<TrailReading | undefined>;
}

/** Compares what the user of a key has really used with what the role may do. */
export class UsedServicesReader {
  /** By ARN of the user, so that many clicks cost one report of IAM. */
  private readonly reports = new Map<string, Report>();

  constructor(
    private readonly sources: Pick<PreviewSources, 'accounts'>,
    private readonly now: () => number,
  ) {}

  /**
   * @param planned - what a plan would make, compared while there is no role
   *
   * Throws NotFoundError when it is not known whose key it is, and AccountError.
   */
  async read(
    world: PreviewWorld,
    planned: PlanExecution | undefined,
  ): Promise<UsedServices> {
    const { accountId } = world;
    const user = userOf(world);
    if (!user || !accountId) {
      throw new NotFoundError(
        'It is not known whose key this service has, so what was used cannot be asked. The page of the service says what is known of its key, and Set-up which accounts can be read.',
      );
    }
    const account = this.sources.accounts.get(accountId);
    const { at, services, trail } = this.report(account, user);
    const { title, after, boundaryArn } = comparedRole(world, planned);
    const boundaryOf = async (arn: string | undefined) =>
      arn === undefined ? undefined : readBoundary(account.iam, arn);
    const [told, seen, ofUser, ofRole] = await Promise.all([
      services,
      trail,
      boundaryOf(user.boundaryArn),
      boundaryOf(boundaryArn),
    ]);
    const use = withTrail(told, seen?.facts ?? [], user.arn);
    const before = {
      ...withUserIn(user, userPolicies(world)),
      boundary: ofUser,
    };
    const used = use
      .filter(({ lastUsedAt }) => lastUsedAt)
      .sort((a, b) => (a.lastUsedAt! < b.lastUsedAt! ? 1 : -1));
    // One without what could not be read would take rights away that nobody has looked at.
    const smaller =
      'verdict' in after || after.unreadable.length > 0
        ? undefined
        : smallerPolicy(after.documents, use);
    return {
      user: `user ${user.name}`,
      role: title,
      asOf: new Date(at).toISOString(),
      limits: [LIMITS, ...(seen ? [trailInWords(seen)] : [])].join(' '),
      used: used.map(each =>
        compareUse(
          each,
          before,
          'verdict' in after ? after : { ...after, boundary: ofRole },
        ),
      ),
      unused: use.flatMap(({ service, lastUsedAt }) =>
        lastUsedAt ? [] : [service],
      ),
      ...(smaller && {
        smaller: {
          document: JSON.stringify(smaller.document, undefined, 2),
          removed: smaller.removed,
        },
      }),
    };
  }

  private report(account: AccountHandle, { arn, name }: IamUser): Report {
    const now = this.now();
    for (const [known, { at }] of this.reports) {
      if (now - at > KEPT_MS) {
        this.reports.delete(known);
      }
    }
    const before = this.reports.get(arn);
    if (before) {
      return before;
    }
    const services = readServiceUse(account.iam, account.accountId, arn);
    const trail =
      account.trail?.read(
        // All keys of the user, as IAM counts.
        { by: 'Username', value: name },
        { since: now - HISTORY_MS, maxAgeMs: KEPT_MS },
      ) ?? Promise.resolve(undefined);
    const report = { at: now, services, trail };
    this.reports.set(arn, report);
    // A failure is not kept: whoever asks next asks AWS again.
    services.catch(() => this.reports.delete(arn));
    return report;
  }
}

/** What CloudTrail added, and what it could not. */
function trailInWords({ regions }: TrailReading): string {
  const read = regions.filter(({ state }) => state === 'read');
  const notRead = regions.flatMap(({ reason }) => reason ?? []);
  const isCut = read.some(
    ({ readFrom, notUnderstood }) => readFrom || notUnderstood > 0,
  );
  return [
    `CloudTrail adds the management events of 90 days in ${
      read.map(({ region }) => region).join(', ') || 'no region'
    }: calls on data, such as objects in S3, are not among them.`,
    ...(isCut ? ['There were more events than were read.'] : []),
    ...notRead,
  ].join(' ');
}

/** As the plan writes them for the role, which has no `aws:username`. */
function withUserIn(
  user: IamUser,
  identity: IdentityPolicies | undefined,
): UsePolicies {
  return {
    documents: (identity?.policies ?? []).map(
      ({ name, document }) =>
        resolveVariables(document as PolicyDocument, user, name).document,
    ),
    unreadable: identity?.unread ?? [],
  };
}

function comparedRole(
  world: PreviewWorld,
  planned: PlanExecution | undefined,
): {
  title: string;
  after: UsePolicies | NoPolicies;
  boundaryArn?: string;
} {
  const live = rolePolicies(world);
  if (live) {
    return {
      title: live.title,
      after: policiesIn(live),
      boundaryArn: roleIn(world)?.boundaryArn,
    };
  }
  const { target, reason } = world.role;
  if (target) {
    return {
      title: `role ${target.roleArn}`,
      after: {
        verdict: 'notKnown',
        reason: `The policies of ${target.roleArn} could not be read.`,
      },
    };
  }
  if (planned) {
    const { policy, role } = planned;
    return {
      title: `planned role ${role.name}`,
      boundaryArn: role.boundaryArn,
      after: policiesIn({
        policies: [
          {
            name: policy.name,
            document: JSON.parse(policy.document),
            via: 'role',
          },
        ],
      }),
    };
  }
  return { title: reason, after: { verdict: 'noRole', reason } };
}

function policiesIn({
  policies,
  unread = [],
}: Pick<IdentityPolicies, 'policies' | 'unread'>): UsePolicies {
  return {
    documents: policies.map(({ document }) => document as PolicyDocument),
    unreadable: unread,
  };
}
