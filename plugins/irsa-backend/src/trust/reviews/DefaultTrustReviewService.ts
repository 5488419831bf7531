import { randomUUID } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  AcceptedFinding,
  effectOfChange,
  Role,
  RoleReview,
  RoleReviewSummary,
  SignOffDifference,
  TrustFinding,
} from 'backstage-plugin-irsa-common';
import { endDay } from '../../shared/endDay';
import { holdsKey } from '../../shared/holdsKey';
import { ReadPolicy, RoleInView, TrustService } from '../types';
import { AcceptedRow, ReviewStore, SignOffRow } from './ReviewStore';
import { policyHash } from '../policyHash';
import { RoleChangedError } from './RoleChangedError';
import {
  findingHash,
  joined,
  reviewState,
  Standing,
  standingOf,
} from './standing';
import { boundTo, toAcceptedFinding, toSignOff } from './toApi';
import {
  AcceptRequest,
  RoleRef,
  SignOffRequest,
  TrustReviewService,
} from './types';

const DAY_MS = 86_400_000;
const SHORTEST_TEXT = 10;

/** Reviews in the portal's database. They are compared with the role as it is whenever they are read. */
export class DefaultTrustReviewService implements TrustReviewService {
  constructor(
    private readonly options: {
      store: ReviewStore;
      trust: Pick<TrustService, 'look' | 'policies'>;
    },
  ) {}

  async get(ref: RoleRef): Promise<RoleReview> {
    return this.of(await this.look(ref, 'now if possible'));
  }

  async of(view: RoleInView): Promise<RoleReview> {
    const { store } = this.options;
    const ref = { accountId: view.role.accountId, roleName: view.role.name };
    const now = new Date().toISOString();
    const [signOffs, accepted, author] = await Promise.all([
      store.signOffs(ref),
      store.accepted(ref),
      store.authorOf(view.role.arn),
    ]);
    const open = signOffs.find(({ open_key }) => open_key !== null);
    // When it was signed, the role was read itself; what was read before says nothing of it.
    const isOlder = open !== undefined && view.asOf < open.signed_at;
    const standing = isOlder
      ? boundTo(open)
      : standingOf(view.role, view.policy);
    const state = reviewState(open && boundTo(open), standing, now);
    if (open && state === 'void') {
      // It was seen changed, so it stays void when it is changed back.
      await store.markVoid(open.id, now);
    }
    return {
      state,
      policyHash: standing.policyHash,
      lastAuthor: author,
      ...(open && { signOff: toSignOff(open, state) }),
      ...(open &&
        state === 'void' && { difference: differenceOf(open, standing, view) }),
      accepted: accepted.map(row =>
        toAcceptedFinding(
          row,
          view.role.findings.some(each => isSame(row, each, view.policy)),
          now,
        ),
      ),
      history: signOffs.filter(row => row !== open).map(row => toSignOff(row)),
    };
  }

  async sign(
    ref: RoleRef,
    { policyHash: seen, comment, days }: SignOffRequest,
    actor: string,
  ): Promise<RoleReview> {
    const { store } = this.options;
    const said = comment.trim();
    const view = await this.lookAt(ref, seen);
    const author = await store.authorOf(view.role.arn);
    if (author === actor) {
      throw new NotAllowedError(
        'You changed this role last, by a migration or a proposal. Ask another person to sign it off.',
      );
    }
    const accepted = await store.accepted(ref);
    const now = new Date();
    const open = view.role.findings.filter(
      each => !isAccepted(each, view.policy, accepted, now.toISOString()),
    );
    if (open.length > 0 && said.length < SHORTEST_TEXT) {
      throw new InputError(
        `The role has ${open.length} open findings. Say in at least ${SHORTEST_TEXT} characters why it may stay as it is.`,
      );
    }
    refuseKeys(said);
    const standing = standingOf(view.role, view.policy);
    const row: SignOffRow = {
      id: randomUUID(),
      account_id: ref.accountId,
      role_name: ref.roleName,
      open_key: `${ref.accountId}/${ref.roleName}`,
      policy_hash: standing.policyHash,
      policy: JSON.stringify(view.policy, null, 2),
      admits: JSON.stringify(standing.admits),
      admits_known: standing.admitsKnown,
      findings: JSON.stringify(
        open.map(({ ruleId, severity, message }) => ({
          ruleId,
          severity,
          message,
        })),
      ),
      comment: said,
      signed_by: actor,
      signed_at: now.toISOString(),
      ends_at: new Date(now.getTime() + days * DAY_MS).toISOString(),
      void_at: null,
      told_at: null,
    };
    await store.sign(row);
    return this.of(view);
  }

  async accept(
    ref: RoleRef,
    { policyHash: seen, ruleId, statement, reason, endsAt }: AcceptRequest,
    actor: string,
  ): Promise<AcceptedFinding> {
    const { store } = this.options;
    const said = reason.trim();
    if (said.length < SHORTEST_TEXT) {
      throw new InputError(
        `Say in at least ${SHORTEST_TEXT} characters why the finding is accepted; the next person reads it.`,
      );
    }
    refuseKeys(said);
    const ends = endDay(endsAt);
    const { role, policy } = await this.lookAt(ref, seen);
    const found = role.findings.find(
      each => each.ruleId === ruleId && each.statement === statement,
    );
    if (!found) {
      throw new ConflictError(
        `The role has no finding ${ruleId} there. Load the page again.`,
      );
    }
    const now = new Date().toISOString();
    const before = await store.accepted(ref);
    if (isAccepted(found, policy, before, now)) {
      throw new ConflictError(
        'The finding is accepted already. Withdraw that first to change its day or reason.',
      );
    }
    const hash = findingHash(found, policy);
    const row: AcceptedRow = {
      id: randomUUID(),
      account_id: ref.accountId,
      role_name: ref.roleName,
      open_key: `${ref.accountId}/${ref.roleName}/${ruleId}/${hash}`,
      rule_id: ruleId,
      severity: found.severity,
      message: found.message,
      content_hash: hash,
      reason: said,
      accepted_by: actor,
      accepted_at: now,
      ends_at: ends,
      closed_by: null,
      closed_at: null,
    };
    await store.accept(row);
    return toAcceptedFinding(row, true, now);
  }

  async withdraw(
    ref: RoleRef,
    id: string,
    actor: string,
  ): Promise<AcceptedFinding> {
    const { store } = this.options;
    const row = (await store.accepted(ref)).find(each => each.id === id);
    if (!row) {
      throw new NotFoundError(
        `The role has no accepted finding ${id}. Load the page again.`,
      );
    }
    const now = new Date().toISOString();
    if (!(await store.withdraw(id, actor, now))) {
      throw new ConflictError(
        `The accepted finding ${id} is not in force any more; there is nothing to take back.`,
      );
    }
    return toAcceptedFinding(
      { ...row, closed_at: now, closed_by: actor },
      false,
      now,
    );
  }

  async summaries(roles: Role[]): Promise<Map<string, RoleReviewSummary>> {
    const rows = await this.options.store.openSignOffs();
    const byRole = new Map(rows.map(row => [row.open_key, row]));
    const policies =
      rows.length > 0 ? await this.options.trust.policies() : undefined;
    const now = new Date().toISOString();
    return new Map(
      roles.map((role): [string, RoleReviewSummary] => {
        const row = byRole.get(`${role.accountId}/${role.name}`);
        const read = policies?.get(role.arn);
        if (!row || !read) {
          return [role.arn, { state: 'never' }];
        }
        const bound = boundTo(row);
        // When it was signed, the role was read itself; an older list of roles does not say more.
        const isNewer = row.signed_at >= read.asOf;
        const standing = isNewer ? bound : standingOf(role, read.policy);
        return [
          role.arn,
          {
            state: reviewState(bound, standing, now),
            by: row.signed_by,
            at: row.signed_at,
          },
        ];
      }),
    );
  }

  private look({ accountId, roleName }: RoleRef, read: ReadPolicy) {
    return this.options.trust.look(accountId, roleName, read);
  }

  /** The role as IAM has it now. Throws RoleChangedError when it is another one than the reviewer has seen. */
  private async lookAt(ref: RoleRef, seen: string): Promise<RoleInView> {
    // What the reviewer saw is often still known, and can be shown beside what is now.
    const known = await this.look(ref, 'lately');
    const now = await this.look(ref, 'now');
    if (policyHash(now.policy) === seen) {
      return now;
    }
    const before =
      policyHash(known.policy) === seen ? textOf(known.policy) : seen;
    throw new RoleChangedError(
      'The trust policy has changed since you looked at it. Nothing was stored. Look at it again.',
      [
        {
          object: `Trust policy of ${now.role.arn}`,
          before,
          after: textOf(now.policy),
        },
      ],
    );
  }
}

function differenceOf(
  row: SignOffRow,
  now: Standing,
  { policy, context }: RoleInView,
): SignOffDifference {
  const effect = effectOfChange(row.policy, policy, context);
  return {
    before: row.policy,
    after: textOf(policy),
    removed: effect?.removed ?? [],
    added: effect?.added ?? [],
    joined: row.policy_hash === now.policyHash ? joined(boundTo(row), now) : [],
    isUnderstood: effect !== undefined,
  };
}

function isAccepted(
  finding: TrustFinding,
  policy: unknown,
  rows: AcceptedRow[],
  now: string,
): boolean {
  return rows.some(
    row =>
      row.open_key !== null &&
      row.ends_at > now &&
      isSame(row, finding, policy),
  );
}

function isSame(
  { rule_id, content_hash }: AcceptedRow,
  finding: TrustFinding,
  policy: unknown,
): boolean {
  return (
    rule_id === finding.ruleId && content_hash === findingHash(finding, policy)
  );
}

function textOf(policy: unknown): string {
  return JSON.stringify(policy, null, 2);
}

function refuseKeys(text: string): void {
  // Not quoted, because it may be a key.
  if (holdsKey(text)) {
    throw new InputError(
      'The text seems to hold a key. Write it without the key, and treat that key as leaked.',
    );
  }
}
