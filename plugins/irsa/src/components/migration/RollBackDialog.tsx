import {
  irsaKeyUpdatePermission,
  Migration,
} from 'backstage-plugin-irsa-common';
import { useAllowed, useT } from '../../hooks';
import { ConfirmDialog } from '../../ui';

/** Says what a roll back does, and what it does not undo. */
export function RollBackDialog(props: {
  migration: Migration;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: (input: { reason: string; switchKeyOn: boolean }) => void;
}) {
  const t = useT();
  const keys = useAllowed(irsaKeyUpdatePermission, props.migration.id);
  const { migration } = props;
  // What this migration switched off, its rollback switches on without a question.
  const isOffByOthers =
    migration.soak?.keyState === 'inactive' &&
    (migration.soak.keyOffByOthers || migration.status !== 'keyInactive');
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('migration.rollBackDialog.title', {
        name: `${migration.workload.namespace}/${migration.workload.name}`,
      })}
      reason={{
        label: t('migration.rollBackDialog.reason'),
        hint: t('migration.rollBackDialog.reasonHint'),
      }}
      agree={
        isOffByOthers
          ? {
              label: t('migration.rollBackDialog.switchOn', {
                last4: migration.target.keyLast4 ?? '',
              }),
              hint: t('migration.rollBackDialog.switchOnHint'),
              denied: keys.reason,
            }
          : undefined
      }
      confirm={t('migration.rollBackDialog.confirm')}
      onConfirm={({ reason, isAgreed }) =>
        props.onConfirm({ reason, switchKeyOn: isAgreed })
      }
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
