import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Alert, Button, ButtonLink, Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import {
  canStart,
  Manager,
  Plan,
  irsaMigrationCreatePermission,
  planStatus,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { IrsaError, irsaApiRef, unwrap } from '../../api';
import {
  useAction,
  useAllowed,
  useCreatePlan,
  useIrsaPaths,
  useT,
} from '../../hooks';
import {
  Announce,
  Columns,
  CopyButton,
  Countdown,
  EntityLink,
  ErrorPanel,
  Inline,
  ReasonedButton,
  Stack,
  StatusPill,
} from '../../ui';
import { Changes } from './Changes';
import { Checks } from './Checks';
import { Diffs } from './Diffs';
import { StalePlan } from './StalePlan';
import { TakeBack } from './TakeBack';
import { Warnings } from './Warnings';
import { refusalInWords } from './refusalInWords';

const tones = {
  ready: 'info',
  blocked: 'negative',
  nothingToDo: 'neutral',
  expired: 'warning',
  used: 'neutral',
  discarded: 'neutral',
} as const;

export function PlanView(props: {
  plan: Plan;
  manager?: Manager;
  onDiscarded: () => void;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const navigate = useNavigate();
  const paths = useIrsaPaths();
  const { plan, manager } = props;
  const allowed = useAllowed(
    irsaMigrationCreatePermission,
    workloadId(plan.workload),
  );
  const newPlan = useCreatePlan();
  const [acknowledged, setAcknowledged] = useState<string[]>([]);
  const [now, setNow] = useState(() => Date.now());
  const [openDiffs, setOpenDiffs] = useState<string[]>([]);
  const [stale, setStale] = useState<IrsaError>();
  // One key for this visit: pressing twice, or again after a lost answer, starts one migration.
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);

  const start = useAction(async () => {
    try {
      const migration = await unwrap(
        api.POST('/migrations', {
          body: {
            planId: plan.id,
            planHash: plan.hash,
            idempotencyKey,
            acknowledgements: acknowledged,
          },
        }),
      );
      navigate(paths.migration(migration.id), { replace: true });
    } catch (error) {
      if (error instanceof IrsaError && error.status === 409) {
        setStale(error);
        return;
      }
      throw error;
    }
  });
  const discard = useAction(async () => {
    await unwrap(
      api.DELETE('/plans/{planId}', { params: { path: { planId: plan.id } } }),
    );
    props.onDiscarded();
  });

  const status = planStatus(plan, now);
  const verdict = canStart(plan, {
    now,
    acknowledgements: acknowledged,
    manager,
  });
  const warnings = plan.checks.filter(check => check.state === 'warning');
  const isSourceOwned = manager && !manager.livePatchAllowed;
  const reason = stale
    ? t('plan.stale.title')
    : refusalInWords(t, verdict) ?? allowed.reason;

  return (
    <>
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
                  left
                    ? `${t('plan.validFor')} ${left}`
                    : t('plan.startExpired')
                }
                onEnd={() => setNow(Date.parse(plan.expiresAt))}
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
            <ButtonLink variant="secondary" href={paths.preview(plan.workload)}>
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
                isPending={newPlan.isPending}
                isDisabled={!allowed.isAllowed}
                reason={allowed.reason}
                onPress={() => newPlan.run({ workload: plan.workload })}
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
                {start.isPending ? t('plan.starting') : t('plan.start')}
              </ReasonedButton>
            )}
          </Inline>
        }
      />
      <Announce>
        {warnings.length > 0
          ? t('plan.readyWarnings', { count: warnings.length })
          : t('plan.ready')}
      </Announce>
      {[start.error, discard.error, newPlan.error].map(
        error =>
          error && <ErrorPanel key={error.message} error={error} isAct />,
      )}
      {stale && (
        <StalePlan
          error={stale}
          onRenew={() => newPlan.run({ workload: plan.workload })}
        />
      )}
      {isSourceOwned && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('plan.source.title')}
          description={t('plan.source.text', { evidence: manager.evidence })}
        />
      )}
      <Columns>
        <Stack>
          <Changes
            plan={plan}
            onShowDiff={id => {
              setOpenDiffs(old => (old.includes(id) ? old : [...old, id]));
              document
                .getElementById(`diff-${id}`)
                ?.scrollIntoView?.({ block: 'nearest' });
            }}
          />
          <Warnings plan={plan} />
          <Diffs
            diffs={plan.diffs}
            open={openDiffs}
            onToggle={(id, isOpen) =>
              setOpenDiffs(old =>
                isOpen ? [...old, id] : old.filter(item => item !== id),
              )
            }
          />
        </Stack>
        <Stack>
          <Checks
            checks={plan.checks}
            acknowledged={acknowledged}
            onAcknowledge={(id, isSeen) =>
              setAcknowledged(old =>
                isSeen ? [...old, id] : old.filter(item => item !== id),
              )
            }
          />
          <TakeBack soakDays={plan.soakDays} />
        </Stack>
      </Columns>
    </>
  );
}
