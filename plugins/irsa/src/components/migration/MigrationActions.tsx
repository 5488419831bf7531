import { useState } from 'react';
import { RiArrowGoBackLine } from '@remixicon/react';
import {
  Migration,
  irsaMigrationCreatePermission,
  irsaMigrationClosePermission,
  irsaMigrationSettlePermission,
  irsaMigrationUpdatePermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { isActive, useAllowed, useCreatePlan, useT } from '../../hooks';
import { ErrorPanel, Inline, ReasonedButton } from '../../ui';
import { CloseDialog } from './CloseDialog';
import { RollBackDialog } from './RollBackDialog';
import { SettleDialog } from './SettleDialog';
import { useMigrationAct } from './useMigrationAct';

/** Ways out of the step at which a migration that needs a human stands. */
const WAYS = ['skip', 'adopt'] as const;

/** Stop, continue, roll back: what the migration allows now. */
export function MigrationActions(props: {
  migration: Migration;
  onAnswer: (next: Migration) => void;
}) {
  const t = useT();
  const { migration } = props;
  const allowed = useAllowed(irsaMigrationUpdatePermission, migration.id);
  const mayClose = useAllowed(irsaMigrationClosePermission, migration.id);
  const maySettle = useAllowed(irsaMigrationSettlePermission, migration.id);
  const mayPlan = useAllowed(
    irsaMigrationCreatePermission,
    workloadId(migration.workload),
  );
  const newPlan = useCreatePlan();
  const act = useMigrationAct(migration, props.onAnswer);
  const [isAsking, setIsAsking] = useState(false);
  const [way, setWay] = useState<(typeof WAYS)[number]>();
  const [isClosing, setIsClosing] = useState(false);
  const can = (name: Migration['possible'][number]) =>
    migration.possible.includes(name);
  const shared = {
    isDisabled: !allowed.isAllowed,
    reason: allowed.reason,
    isPending: act.isPending,
  };
  const isOver = ['failed', 'rolledBack', 'closed'].includes(migration.status);
  return (
    <>
      <Inline>
        {can('stop') && isActive(migration.status) && (
          <ReasonedButton
            {...shared}
            variant="secondary"
            onPress={() => act.run({ act: 'stop' })}
          >
            {t('migration.stop')}
          </ReasonedButton>
        )}
        {can('rollback') && (
          <ReasonedButton
            {...shared}
            variant="secondary"
            iconStart={<RiArrowGoBackLine aria-hidden />}
            onPress={() => setIsAsking(true)}
          >
            {isActive(migration.status)
              ? t('migration.stopAndRollBack')
              : t('migration.rollBack')}
          </ReasonedButton>
        )}
        {can('close') && (
          <ReasonedButton
            isDisabled={!mayClose.isAllowed}
            reason={mayClose.reason}
            isPending={act.isPending}
            variant="secondary"
            onPress={() => setIsClosing(true)}
          >
            {t('migration.close')}
          </ReasonedButton>
        )}
        {WAYS.filter(each => can(`${each}-step`)).map(each => (
          <ReasonedButton
            key={each}
            isDisabled={!maySettle.isAllowed}
            reason={maySettle.reason}
            isPending={act.isPending}
            variant="secondary"
            onPress={() => setWay(each)}
          >
            {t(`migration.settle.${each}`)}
          </ReasonedButton>
        ))}
        {can('continue') && (
          <ReasonedButton
            {...shared}
            variant="primary"
            onPress={() => act.run({ act: 'continue' })}
          >
            {t('migration.continue')}
          </ReasonedButton>
        )}
        {isOver && (
          <ReasonedButton
            variant="primary"
            isPending={newPlan.isPending}
            isDisabled={!mayPlan.isAllowed}
            reason={mayPlan.reason}
            onPress={() => newPlan.run({ workload: migration.workload })}
          >
            {t('migration.tryAgain')}
          </ReasonedButton>
        )}
      </Inline>
      {(act.error ?? newPlan.error) && (
        <ErrorPanel error={(act.error ?? newPlan.error)!} isAct />
      )}
      <CloseDialog
        migration={migration}
        isOpen={isClosing}
        onClose={() => setIsClosing(false)}
        onConfirm={reason => {
          setIsClosing(false);
          act.run({ act: 'close', reason });
        }}
      />
      <SettleDialog
        migration={migration}
        way={way}
        onClose={() => setWay(undefined)}
        onConfirm={reason => {
          setWay(undefined);
          act.run({
            act: 'settle',
            way: way!,
            step: migration.stuckAt ?? '',
            reason,
          });
        }}
      />
      <RollBackDialog
        migration={migration}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={input => {
          setIsAsking(false);
          act.run({ act: 'rollback', ...input });
        }}
      />
    </>
  );
}
