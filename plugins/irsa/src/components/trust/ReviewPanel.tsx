import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  irsaTrustPolicyReviewPermission,
  Role,
  RoleReview,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useAllowed, useFormats, useQuery, useT } from '../../hooks';
import {
  EntityLink,
  ErrorPanel,
  Inline,
  KeyFacts,
  Panel,
  ReasonedButton,
  reviewTones,
  StatusPill,
} from '../../ui';
import { AcceptedFindings } from './AcceptedFindings';
import { ReviewDifference } from './ReviewDifference';
import { SignOffDialog } from './SignOffDialog';

/** Who has signed the trust policy off, whether that still holds, and the findings that are accepted. */
export function ReviewPanel(props: { role: Role; onStale: () => void }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { role, onStale } = props;
  const { accountId, name: roleName } = role;
  const path = { accountId, roleName };
  const [isOpen, setIsOpen] = useState(false);
  const allowed = useAllowed(
    irsaTrustPolicyReviewPermission,
    `${accountId}/${roleName}`,
  );
  const query = useQuery(
    signal =>
      unwrap(
        api.GET('/roles/{accountId}/{roleName}/review', {
          params: { path: { accountId, roleName } },
          signal,
        }),
      ),
    [api, accountId, roleName],
  );
  const sign = useAction(async (comment: string, days: number) => {
    await unwrap(
      api.POST('/roles/{accountId}/{roleName}/sign-offs', {
        params: { path },
        // Of the policy that this page shows, so that nobody signs what they have not seen.
        body: { policyHash: role.policyHash ?? '', comment, days },
      }),
    );
    query.reload();
  });
  const accept = useAction(
    async (
      finding: { ruleId: string; statement?: number },
      reason: string,
      endsAt: string,
    ) => {
      await unwrap(
        api.POST('/roles/{accountId}/{roleName}/accepted-findings', {
          params: { path },
          body: {
            policyHash: role.policyHash ?? '',
            ...finding,
            reason,
            endsAt,
          },
        }),
      );
      query.reload();
    },
  );
  const withdraw = useAction(async (findingId: string) => {
    await unwrap(
      api.DELETE(
        '/roles/{accountId}/{roleName}/accepted-findings/{findingId}',
        { params: { path: { ...path, findingId } } },
      ),
    );
    query.reload();
  });
  const error = sign.error ?? accept.error ?? withdraw.error;
  const review = query.data;
  return (
    <Panel title={t('trust.review.title')}>
      {query.error && <ErrorPanel error={query.error} onRetry={query.reload} />}
      {error && (
        <ErrorPanel
          error={error}
          isAct={!error.changedSince}
          onRetry={error.changedSince ? onStale : undefined}
        />
      )}
      {review && (
        <>
          <Standing review={review} />
          {review.difference && (
            <ReviewDifference difference={review.difference} />
          )}
          <ReasonedButton
            size="small"
            variant="secondary"
            isPending={sign.isPending}
            isDisabled={!allowed.isAllowed || !role.policyHash}
            reason={allowed.reason}
            onPress={() => setIsOpen(true)}
          >
            {review.state === 'never'
              ? t('trust.review.sign')
              : t('trust.review.signAgain')}
          </ReasonedButton>
          <AcceptedFindings
            findings={role.findings}
            accepted={review.accepted}
            allowed={allowed}
            isPending={accept.isPending || withdraw.isPending}
            onAccept={accept.run}
            onWithdraw={withdraw.run}
          />
          <SignOffDialog
            name={roleName}
            openFindings={openFindings(role, review)}
            isOpen={isOpen}
            onClose={() => setIsOpen(false)}
            onSign={(comment, days) => {
              setIsOpen(false);
              sign.run(comment, days);
            }}
          />
        </>
      )}
    </Panel>
  );
}

function Standing({ review }: { review: RoleReview }) {
  const t = useT();
  const { date, moment } = useFormats();
  const { signOff, state, history } = review;
  return (
    <>
      <Inline>
        <StatusPill tone={reviewTones[state]}>
          {t(`trust.review.stateOf.${state}`)}
        </StatusPill>
      </Inline>
      <p>{t(`trust.review.says.${state}`)}</p>
      {signOff && (
        <KeyFacts
          facts={[
            {
              label: t('trust.review.by'),
              value: signOff.signedBy.includes('/') ? (
                <EntityLink entityRef={signOff.signedBy} />
              ) : (
                signOff.signedBy
              ),
            },
            {
              label: t('trust.review.at'),
              value: (
                <time dateTime={signOff.signedAt}>
                  {moment(signOff.signedAt)}
                </time>
              ),
            },
            {
              label: t('trust.review.until'),
              value: (
                <time dateTime={signOff.endsAt}>{date(signOff.endsAt)}</time>
              ),
            },
            ...(signOff.comment
              ? [{ label: t('trust.review.comment'), value: signOff.comment }]
              : []),
          ]}
        />
      )}
      {history.length > 0 && (
        <details>
          <summary>
            {t('trust.review.history', { count: history.length })}
          </summary>
          <ul>
            {history.map(each => (
              <li key={each.id}>
                {t('trust.review.earlier', {
                  at: moment(each.signedAt),
                  by: each.signedBy,
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** How many findings nobody has accepted. */
function openFindings(role: Role, { accepted }: RoleReview): number {
  const active = accepted.filter(({ state }) => state === 'active');
  return role.findings.filter(
    finding => !active.some(({ ruleId }) => ruleId === finding.ruleId),
  ).length;
}
