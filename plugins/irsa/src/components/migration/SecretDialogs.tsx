import { useState } from 'react';
import { Select } from '@backstage/ui';
import {
  irsaKeyDecidePermission,
  Migration,
} from 'backstage-plugin-irsa-common';
import { useAllowed, useT } from '../../hooks';
import { ConfirmDialog } from '../../ui';
import { MigrationAct, RetireAct } from './useMigrationAct';

/** The dialogs that ask before a Secret goes, in the cluster or from Git. A workload may have had its key from several. */
export function SecretDialogs(props: {
  migration: Migration;
  act?: RetireAct;
  onClose: () => void;
  onConfirm: (request: MigrationAct) => void;
}) {
  const t = useT();
  const { act, onClose, onConfirm } = props;
  const {
    target,
    deletedSecrets = [],
    guards = [],
    withReason = [],
  } = props.migration;
  const left = (target.secretNames ?? []).filter(
    name => !deletedSecrets.includes(name),
  );
  const [chosen, setChosen] = useState<string>();
  const mayDecide = useAllowed(irsaKeyDecidePermission, props.migration.id);
  const unread = withReason.includes('request-secret-removal')
    ? guards
        .filter(guard => guard.act === 'request-secret-removal')
        .flatMap(({ unreadClusters = [] }) => unreadClusters)
    : [];
  const name =
    chosen !== undefined && left.includes(chosen) ? chosen : left[0] ?? '';
  const which = left.length > 1 && (
    <Select
      label={t('migration.actDialog.whichSecret', {
        count: left.length,
        names: left.join(', '),
      })}
      options={left.map(each => ({ id: each, label: each }))}
      value={name}
      onChange={key => setChosen(String(key))}
    />
  );
  return (
    <>
      <ConfirmDialog
        isOpen={act === 'delete-secret'}
        onClose={onClose}
        isDestructive
        title={t('migration.actDialog.deleteSecretTitle', { name })}
        confirm={t('migration.actDialog.deleteSecretConfirm')}
        typed={{
          label: t('migration.actDialog.deleteSecretType', { name }),
          expected: name,
        }}
        onConfirm={({ typed }) =>
          onConfirm({ act: 'delete-secret', confirm: typed })
        }
      >
        {which}
        {t('migration.actDialog.deleteSecretText')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={act === 'request-secret-removal'}
        onClose={onClose}
        title={t('migration.actDialog.requestSecretTitle', { name })}
        confirm={t('migration.actDialog.requestSecretConfirm')}
        reason={
          unread.length > 0
            ? {
                label: t('migration.actDialog.reason'),
                hint: t('migration.actDialog.requestSecretReason'),
              }
            : undefined
        }
        agree={
          unread.length > 0
            ? {
                label: t('migration.actDialog.requestSecretDecide', {
                  clusters: unread.join(', '),
                }),
                hint: t('migration.actDialog.requestSecretDecideHint'),
                denied: mayDecide.reason,
              }
            : undefined
        }
        onConfirm={({ reason }) =>
          onConfirm({
            act: 'request-secret-removal',
            confirm: name,
            ...(unread.length > 0 && { reason, despiteUnread: unread }),
          })
        }
      >
        {which}
        <p>{t('migration.actDialog.requestSecretText')}</p>
      </ConfirmDialog>
    </>
  );
}
