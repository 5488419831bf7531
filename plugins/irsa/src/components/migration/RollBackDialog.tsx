import { Migration } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { ConfirmDialog } from '../../ui';

/** Says what a roll back does, and what it does not undo. */
export function RollBackDialog(props: {
  migration: Migration;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}) {
  const t = useT();
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('migration.rollBackDialog.title', {
        name: `${props.migration.workload.namespace}/${props.migration.workload.name}`,
      })}
      reason={{
        label: t('migration.rollBackDialog.reason'),
        hint: t('migration.rollBackDialog.reasonHint'),
      }}
      confirm={t('migration.rollBackDialog.confirm')}
      onConfirm={({ reason }) => props.onConfirm(reason)}
    >
      <p>{t('migration.rollBackDialog.text')}</p>
      <p>{t('migration.rollBackDialog.notUndone')}:</p>
      <ul>
        <li>{t('migration.rollBackDialog.links')}</li>
        <li>{t('migration.rollBackDialog.audit')}</li>
        <li>{t('migration.rollBackDialog.cloudTrail')}</li>
      </ul>
    </ConfirmDialog>
  );
}
