import { Alert } from '@backstage/ui';
import {
  Migration,
  irsaMigrationUpdatePermission,
} from 'backstage-plugin-irsa-common';
import { isActOpen, useAllowed, useFormats, useT } from '../../hooks';
import { ErrorPanel, ReasonedButton } from '../../ui';
import { useMigrationAct } from './useMigrationAct';
import styles from './Soak.module.css';

/** The act that is under way and what it waits for, or why the latest one did not come to its end. */
export function ActState(props: {
  migration: Migration;
  onAnswer: (next: Migration) => void;
}) {
  const t = useT();
  const { migration } = props;
  const { act } = migration;
  const { moment } = useFormats();
  const allowed = useAllowed(irsaMigrationUpdatePermission, migration.id);
  const stop = useMigrationAct(migration, props.onAnswer);
  if (!act || act.state === 'done') {
    return null;
  }
  const isOpen = isActOpen(migration);
  const title = t(`migration.actState.${act.state}`, {
    act: t(`migration.actName.${act.act}`),
    by: act.by,
  });
  const waits =
    act.expiresAt &&
    t(act.told?.length ? 'migration.waitsUntil' : 'migration.waitsUntold', {
      when: moment(act.expiresAt),
      who: (act.told ?? []).join(', '),
    });
  const tone = {
    waits: 'warning',
    asked: 'info',
    running: 'info',
    failed: 'danger',
    expired: 'warning',
    withdrawn: 'warning',
    done: 'success',
  } as const;
  return (
    <div className={styles.act}>
      <Alert
        role={act.state === 'failed' ? 'alert' : 'status'}
        status={isOpen && act.message ? 'warning' : tone[act.state]}
        icon
        title={title}
        description={act.message ?? waits}
        customActions={
          (isOpen || act.state === 'waits') &&
          migration.possible.includes('stop') ? (
            <ReasonedButton
              variant="secondary"
              isDisabled={!allowed.isAllowed}
              reason={allowed.reason}
              isPending={stop.isPending}
              onPress={() => stop.run({ act: 'stop' })}
            >
              {t('migration.withdraw')}
            </ReasonedButton>
          ) : undefined
        }
      />
      {stop.error && <ErrorPanel error={stop.error} isAct />}
    </div>
  );
}
