import { useState } from 'react';
import { Alert } from '@backstage/ui';
import {
  canStart,
  Manager,
  Plan,
  irsaMigrationCreatePermission,
  planStatus,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { useAllowed, useT } from '../../hooks';
import { Announce, Columns, ErrorPanel, Stack } from '../../ui';
import { CanaryChoice } from './CanaryChoice';
import { IdentityChoice } from './IdentityChoice';
import { AwsCodePanel } from './AwsCodePanel';
import { CodeRequest, concernsCode } from './CodeRequest';
import { ServiceAccountChoice } from './ServiceAccountChoice';
import { Changes } from './Changes';
import { Checks } from './Checks';
import { Delivery } from './Delivery';
import { Diffs } from './Diffs';
import { PlanHeader } from './PlanHeader';
import { KeyGroup } from './KeyGroup';
import { refusalInWords } from './refusalInWords';
import { SharedKey } from './SharedKey';
import { Source } from './Source';
import { StalePlan } from './StalePlan';
import { TakeBack } from './TakeBack';
import { sameRequest } from './sameRequest';
import { usePlanActs } from './usePlanActs';
import { useSharedKey } from './useSharedKey';
import { Warnings } from './Warnings';

export function PlanView(props: {
  plan: Plan;
  manager?: Manager;
  onDiscarded: () => void;
}) {
  const t = useT();
  const { plan, manager } = props;
  const allowed = useAllowed(
    irsaMigrationCreatePermission,
    workloadId(plan.workload),
  );
  const [acknowledged, setAcknowledged] = useState<string[]>([]);
  const [now, setNow] = useState(() => Date.now());
  const [openDiffs, setOpenDiffs] = useState<string[]>([]);
  const acts = usePlanActs(plan, acknowledged, props.onDiscarded);
  const { start, discard, renew, stale } = acts;

  const shared = useSharedKey(plan.target.keyFingerprint);
  const candidates = (shared.data?.holders ?? []).filter(
    ({ id, canMigrate }) => canMigrate && id !== workloadId(plan.workload),
  );

  const status = planStatus(plan, now);
  const verdict = canStart(plan, {
    now,
    acknowledgements: acknowledged,
    manager,
  });
  const warnings = plan.checks.filter(check => check.state === 'warning');
  const isByCode =
    plan.commands !== undefined && plan.awsHalf?.madeBy === 'code';
  const isSourceOwned = manager && !manager.livePatchAllowed;
  const proposed =
    plan.delivery?.way === 'changeRequest' && plan.delivery.state === 'ready'
      ? plan.delivery
      : undefined;
  // The plan itself says so; what keeps a workload without a proposal is read apart.
  const keptInWords =
    proposed?.reason ??
    (isSourceOwned
      ? t('plan.source.text', { evidence: manager.evidence })
      : undefined);
  const reason = stale
    ? t('plan.stale.title')
    : refusalInWords(t, verdict) ?? allowed.reason;

  return (
    <>
      <PlanHeader
        plan={plan}
        status={status}
        acts={acts}
        allowed={allowed}
        reason={reason}
        onExpired={() => setNow(Date.parse(plan.expiresAt))}
      />
      <Announce>
        {status === 'ready' && warnings.length > 0
          ? t('plan.readyWarnings', { count: warnings.length })
          : t(`plan.statusOf.${status}`)}
      </Announce>
      {[start.error, discard.error, renew.error].map(
        error =>
          error && <ErrorPanel key={error.message} error={error} isAct />,
      )}
      {stale && (
        <StalePlan error={stale} onRenew={() => renew.run(sameRequest(plan))} />
      )}
      {keptInWords && (
        <Alert
          role="status"
          status="info"
          icon
          title={t(proposed ? 'plan.request.alert' : 'plan.source.title')}
          description={keptInWords}
        />
      )}
      <Columns>
        <Stack>
          {concernsCode(plan) && <CodeRequest plan={plan} allowed={allowed} />}
          <Changes
            plan={plan}
            onShowDiff={id => {
              setOpenDiffs(old => (old.includes(id) ? old : [...old, id]));
              document
                .getElementById(`diff-${id}`)
                ?.scrollIntoView?.({ block: 'nearest' });
            }}
          />
          {isByCode && <AwsCodePanel plan={plan} />}
          <IdentityChoice plan={plan} allowed={allowed} />
          <ServiceAccountChoice plan={plan} allowed={allowed} />
          <CanaryChoice plan={plan} allowed={allowed} />
          {proposed && <Delivery delivery={proposed} />}
          <SharedKey
            shared={shared}
            exceptId={workloadId(plan.workload)}
            workload={plan.workload}
          >
            <KeyGroup
              candidates={candidates}
              denied={allowed.reason}
              ownReason={reason}
              onStarted={() => start.run()}
              onChanged={shared.refresh}
            />
          </SharedKey>
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
          {plan.source &&
            (isSourceOwned || plan.source.state !== 'notFound') && (
              <Source source={plan.source} />
            )}
          <TakeBack plan={plan} />
          {plan.commands && !isByCode && <AwsCodePanel plan={plan} />}
        </Stack>
      </Columns>
    </>
  );
}
