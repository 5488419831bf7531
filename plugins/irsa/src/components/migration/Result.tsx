import { Alert } from '@backstage/ui';
import { Migration } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';

const statuses = {
  soaking: 'success',
  keyInactive: 'success',
  retired: 'success',
  rolledBack: 'info',
  stopped: 'warning',
  failed: 'danger',
  needsHuman: 'danger',
} as const;

/** How it ended, or where it waits. */
export function Result(props: { migration: Migration }) {
  const t = useT();
  const { migration } = props;
  const status = migration.status as keyof typeof statuses;
  if (!(status in statuses)) {
    return null;
  }
  const name = `${migration.workload.namespace}/${migration.workload.name}`;
  const texts = {
    soaking: t('migration.result.soakingText'),
    keyInactive: t('migration.result.keyInactiveText'),
    retired: t('migration.result.retiredText', { name }),
    rolledBack: t('migration.result.rolledBackText', {
      name,
      reason: migration.rollbackReason ?? migration.statusReason ?? '',
    }),
    stopped: t('migration.result.stoppedText'),
    failed: t('migration.result.unknownReason'),
    needsHuman: t('migration.result.unknownReason'),
  };
  const isBad = status === 'failed' || status === 'needsHuman';
  return (
    <Alert
      role={isBad ? 'alert' : 'status'}
      status={statuses[status]}
      icon
      title={t(`migration.result.${status}`, { name })}
      description={
        (isBad || status === 'stopped') && migration.statusReason
          ? migration.statusReason
          : texts[status]
      }
    />
  );
}
