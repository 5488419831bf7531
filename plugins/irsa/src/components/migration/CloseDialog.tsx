import { Migration } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { ConfirmDialog } from '../../ui';

/** Says what it means to close a migration as it is. */
export function CloseDialog(props: {
  migration: Migration;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}) {
  const t = useT();
  const { namespace, name } = props.migration.workload;
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('migration.closeDialog.title', {
        name: `${namespace}/${name}`,
      })}
      reason={{
        label: t('migration.closeDialog.reason'),
        hint: t('migration.closeDialog.reasonHint'),
      }}
      confirm={t('migration.closeDialog.confirm')}
      onConfirm={({ reason }) => props.onConfirm(reason)}
    >
      <p>{t('migration.closeDialog.text')}</p>
      <p>{t('migration.closeDialog.locks')}</p>
      <p>{t('migration.closeDialog.final')}</p>
    </ConfirmDialog>
  );
}
