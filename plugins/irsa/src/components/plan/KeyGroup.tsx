import { Checkbox, Link } from '@backstage/ui';
import { canStart, KeyHolder } from 'backstage-plugin-irsa-common';
import { useAction, useFormats, useIrsaPaths, useT } from '../../hooks';
import { ErrorPanel, PlainTable, ReasonedButton } from '../../ui';
import { refusalInWords } from './refusalInWords';
import { GroupMember, useKeyGroup } from './useKeyGroup';

/** Takes the others that have the key along: their plans, what each still needs, and one button for all. */
export function KeyGroup(props: {
  candidates: KeyHolder[];
  /** Why this user may not start migrations. */
  denied?: string;
  /** Why the plan of the page cannot be started; undefined when it can. */
  ownReason?: string;
  /** Starts the plan of the page, once all others were started. */
  onStarted: () => void;
  /** Called when something was started, so that the page reads again. */
  onChanged: () => void;
}) {
  const t = useT();
  const { candidates, denied, ownReason } = props;
  const { members, gather, start, change } = useKeyGroup();
  const now = Date.now();
  const judged = members.map(member => ({
    member,
    verdict: judge(member, now),
  }));
  const ready = judged
    .filter(({ verdict }) => verdict?.canStart)
    .map(({ member }) => member);
  const go = useAction(async () => {
    const isWhole = await start(ready);
    props.onChanged();
    if (isWhole && !ownReason) {
      props.onStarted();
    }
  });
  if (members.length === 0) {
    return candidates.length > 0 ? (
      <ReasonedButton
        variant="secondary"
        isPending={gather.isPending}
        isDisabled={denied !== undefined}
        reason={denied}
        onPress={() => gather.run(candidates)}
      >
        {t('plan.sharedKey.gather', { count: candidates.length })}
      </ReasonedButton>
    ) : null;
  }
  const open = members.filter(({ migrationId }) => !migrationId);
  return (
    <>
      <PlainTable
        label={t('plan.sharedKey.plans')}
        columns={[t('plan.sharedKey.workload'), t('plan.status')]}
        rows={judged.map(({ member, verdict }) => ({
          id: member.holder.id,
          cells: [
            member.holder.id,
            <MemberState
              key="state"
              member={member}
              refusal={verdict && refusalInWords(t, verdict)}
              onAcknowledge={acknowledged =>
                change(member.holder.id, { acknowledged })
              }
            />,
          ],
        }))}
      />
      {go.error && <ErrorPanel error={go.error} isAct />}
      {open.length > 0 && (
        <ReasonedButton
          variant="primary"
          isPending={gather.isPending || go.isPending}
          isDisabled={ready.length === 0}
          reason={
            ready.length === 0 ? t('plan.sharedKey.noneReady') : undefined
          }
          onPress={() => go.run()}
        >
          {ownReason
            ? t('plan.sharedKey.startOthers', { count: ready.length })
            : t('plan.sharedKey.startAll', { count: ready.length })}
        </ReasonedButton>
      )}
    </>
  );
}

/** Undefined while there is no plan, and once it was started. */
function judge({ plan, acknowledged, migrationId }: GroupMember, now: number) {
  return plan && !migrationId
    ? canStart(plan, { now, acknowledgements: acknowledged })
    : undefined;
}

function MemberState(props: {
  member: GroupMember;
  refusal?: string;
  onAcknowledge: (ids: string[]) => void;
}) {
  const t = useT();
  const { readable } = useFormats();
  const paths = useIrsaPaths();
  const { plan, error, migrationId, acknowledged } = props.member;
  if (migrationId) {
    return (
      <Link href={paths.migration(migrationId)}>
        {t('plan.sharedKey.started')}
      </Link>
    );
  }
  if (!plan) {
    return error ? readable(error.message) : t('plan.sharedKey.planning');
  }
  const warnings = plan.checks.filter(({ state }) => state === 'warning');
  return (
    <>
      <Link href={paths.plan(plan.id)}>{t('plan.sharedKey.plan')}</Link>{' '}
      {error ? readable(error.message) : props.refusal}
      {warnings.map(({ id, message, key }) => (
        <Checkbox
          key={id}
          isSelected={acknowledged.includes(id)}
          onChange={isSeen =>
            props.onAcknowledge(
              isSeen
                ? [...acknowledged, id]
                : acknowledged.filter(other => other !== id),
            )
          }
        >
          {t('plan.acknowledgeOf', { check: readable(message ?? key) })}
        </Checkbox>
      ))}
    </>
  );
}
