import { Button, ButtonLink, Header } from '@backstage/ui';
import { Plan, planStatus } from 'backstage-plugin-irsa-common';
import { T, useAllowed, useIrsaPaths, useT } from '../../hooks';
import {
  CopyButton,
  Countdown,
  EntityLink,
  Inline,
  ReasonedButton,
  StatusPill,
} from '../../ui';
import { sameRequest } from './sameRequest';
import { PlanActs } from './usePlanActs';

const tones = {
  ready: 'info',
  blocked: 'negative',
  nothingToDo: 'neutral',
  expired: 'warning',
  used: 'neutral',
  discarded: 'neutral',
} as const;

function startWords(t: T, { delivery }: Plan, isPending: boolean): string {
  if (isPending) {
    return t('plan.starting');
  }
  return delivery?.way === 'changeRequest' && delivery.state === 'ready'
    ? t('plan.openRequest')
    : t('plan.start');
}

/** What the plan is, how long it is valid, and the buttons. */
export function PlanHeader(props: {
  plan: Plan;
  status: ReturnType<typeof planStatus>;
  acts: PlanActs;
  allowed: ReturnType<typeof useAllowed>;
  /** Why it cannot be started; undefined when it can. */
  reason?: string;
  onExpired: () => void;
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const { plan, status, acts, allowed, reason, onExpired } = props;
  const { start, discard, renew } = acts;
  return (
    <Header
      title={t('plan.title', { name: plan.workload.name })}
      description={`${t('plan.where', { ...plan.workload })}. ${t(
        'plan.nothingChanged',
      )}`}
      metadata={[
        {
          label: t('plan.status'),
          value: (
            <StatusPill tone={tones[status]}>
              {t(`plan.statusOf.${status}`)}
            </StatusPill>
          ),
        },
        {
          label: t('plan.validFor'),
          value: (
            <Countdown
              endsAt={plan.expiresAt}
              label={t('plan.validFor')}
              expiredText={t('plan.statusOf.expired')}
              announce={left =>
                left ? `${t('plan.validFor')} ${left}` : t('plan.startExpired')
              }
              onEnd={onExpired}
            />
          ),
        },
        {
          label: t('plan.hash'),
          value: (
            <code title={plan.hash}>
              {`${plan.hash.slice(0, 4)}…${plan.hash.slice(-2)}`}
            </code>
          ),
        },
        ...(plan.ownerRef
          ? [
              {
                label: t('plan.owner'),
                value: <EntityLink entityRef={plan.ownerRef} />,
              },
            ]
          : []),
      ]}
      customActions={
        <Inline>
          <Button
            variant="tertiary"
            isPending={discard.isPending}
            isDisabled={!allowed.isAllowed || status === 'used'}
            onPress={() => discard.run()}
          >
            {t('plan.discard')}
          </Button>
          <ButtonLink
            variant="secondary"
            href={paths.preview(plan.workload, plan.id)}
          >
            {t('plan.previewAccess')}
          </ButtonLink>
          {plan.commands && (
            <CopyButton
              text={plan.commands}
              label={t('plan.copyCommands')}
              done={t('plan.commandsCopied')}
            />
          )}
          {status === 'expired' ? (
            <ReasonedButton
              variant="primary"
              isPending={renew.isPending}
              isDisabled={!allowed.isAllowed}
              reason={allowed.reason}
              onPress={() => renew.run(sameRequest(plan))}
            >
              {t('plan.newPlan')}
            </ReasonedButton>
          ) : (
            <ReasonedButton
              variant="primary"
              isPending={start.isPending}
              isDisabled={!allowed.isAllowed}
              reason={reason}
              onPress={() => start.run()}
            >
              {startWords(t, plan, start.isPending)}
            </ReasonedButton>
          )}
        </Inline>
      }
    />
  );
}
