import { useState } from 'react';
import { Button, Select } from '@backstage/ui';
import { AcceptedFinding, TrustFinding } from 'backstage-plugin-irsa-common';
import { Allowed } from '../../hooks/useAllowed';
import { useFormats, useT } from '../../hooks';
import { ConfirmDialog, ReasonedButton } from '../../ui';
import { REVIEW_SPANS } from './SignOffDialog';

const DAY_MS = 86_400_000;

/** Findings that somebody answers for until a day, and the way to answer for another. */
export function AcceptedFindings(props: {
  findings: TrustFinding[];
  accepted: AcceptedFinding[];
  allowed: Allowed;
  isPending: boolean;
  onAccept: (
    finding: { ruleId: string; statement?: number },
    reason: string,
    endsAt: string,
  ) => void;
  onWithdraw: (id: string) => void;
}) {
  const t = useT();
  const { date } = useFormats();
  const { findings, accepted, allowed, isPending } = props;
  const [asked, setAsked] = useState<TrustFinding>();
  const [days, setDays] = useState<(typeof REVIEW_SPANS)[number]>(90);
  const active = accepted.filter(({ state }) => state === 'active');
  const open = findings.filter(
    ({ ruleId }) => !active.some(each => each.ruleId === ruleId),
  );
  return (
    <>
      {active.length > 0 && (
        <ul aria-label={t('trust.review.accepted')}>
          {active.map(each => (
            <li key={each.id}>
              {t('trust.review.acceptedUntil', {
                rule: each.ruleId,
                by: each.acceptedBy,
                date: date(each.endsAt),
                reason: each.reason,
              })}{' '}
              <Button
                size="small"
                variant="tertiary"
                isDisabled={!allowed.isAllowed || isPending}
                aria-label={t('trust.review.withdrawOf', { rule: each.ruleId })}
                onPress={() => props.onWithdraw(each.id)}
              >
                {t('trust.review.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open.map(finding => (
        <div key={`${finding.ruleId}-${finding.statement}`}>
          <ReasonedButton
            size="small"
            variant="tertiary"
            isPending={isPending}
            isDisabled={!allowed.isAllowed}
            reason={allowed.reason}
            onPress={() => setAsked(finding)}
          >
            {t('trust.review.accept', { rule: finding.ruleId })}
          </ReasonedButton>
        </div>
      ))}
      <ConfirmDialog
        isOpen={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('trust.review.acceptTitle', { rule: asked?.ruleId ?? '' })}
        reason={{
          label: t('trust.review.reason'),
          hint: t('trust.review.reasonHint'),
          minLength: 10,
        }}
        confirm={t('trust.review.acceptConfirm')}
        onConfirm={({ reason }) => {
          const { ruleId, statement } = asked!;
          setAsked(undefined);
          // A minute less, so that the clock of the backend does not find a year and a second.
          const endsAt = new Date(Date.now() + days * DAY_MS - 60_000);
          props.onAccept({ ruleId, statement }, reason, endsAt.toISOString());
        }}
      >
        <p>{asked?.message}</p>
        <Select
          label={t('trust.review.span')}
          options={REVIEW_SPANS.map(span => ({
            id: String(span),
            label: t('time.days', { count: span }),
          }))}
          value={String(days)}
          onChange={key =>
            setDays(
              REVIEW_SPANS.find(span => String(span) === String(key)) ?? 90,
            )
          }
        />
      </ConfirmDialog>
    </>
  );
}
