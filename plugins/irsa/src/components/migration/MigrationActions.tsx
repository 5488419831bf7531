import { useState } from 'react';
import { RiArrowGoBackLine } from '@remixicon/react';
import {
  Migration,
  irsaMigrationCreatePermission,
  irsaMigrationUpdatePermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { isActive, useAllowed, useCreatePlan, useT } from '../../hooks';
import { ErrorPanel, Inline, ReasonedButton } from '../../ui';
import { RollBackDialog } from './RollBackDialog';
import { useMigrationAct } from './useMigrationAct';

/** Stop, continue, roll back: what the migration allows now. */
export function MigrationActions(props: {
  migration: Migration;
  onAnswer: (next: Migration) => void;
}) {
  const t = useT();
  const { migration } = props;
  const allowed = useAllowed(irsaMigrationUpdatePermission, migration.id);
  const mayPlan = useAllowed(
    irsaMigrationCreatePermission,
    workloadId(migration.workload),
  );
  const newPlan = useCreatePlan();
  const act = useMigrationAct(migration, props.onAnswer);
  const [isAsking, setIsAsking] = useState(false);
  const can = (name: Migration['possible'][number]) =>
    migration.possible.includes(name);
  const shared = {
    isDisabled: !allowed.isAllowed,
    reason: allowed.reason,
    isPending: act.isPending,
  };
  const isOver = ['failed', 'rolledBack'].includes(migration.status);
  return (
    <>
      <Inline>
        {can('stop') && (
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
