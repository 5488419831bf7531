import { useState } from 'react';
import { NumberField } from '@backstage/ui';
import {
  irsaKeyDecidePermission,
  irsaMigrationCreatePermission,
  Migration,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { useAllowed, useFormats, useT } from '../../hooks';
import { ConfirmDialog, RelativeTime } from '../../ui';
import { CallersOfKey } from '../plan/KeyCallers';
import { SecretDialogs } from './SecretDialogs';
import { MigrationAct, RetireAct } from './useMigrationAct';

/** The dialog that asks before an act of the retirement. */
export function RetireDialog(props: {
  migration: Migration;
  act?: RetireAct;
  onClose: () => void;
  onConfirm: (request: MigrationAct) => void;
}) {
  const t = useT();
  const { readable } = useFormats();
  const { migration, act, onClose, onConfirm } = props;
  const [days, setDays] = useState(7);
  const mayDecide = useAllowed(irsaKeyDecidePermission, props.migration.id);
  const mayCallers = useAllowed(
    irsaMigrationCreatePermission,
    workloadId(migration.workload),
  );
  const { keyFingerprint } = migration.target;
  const last4 = migration.target.keyLast4 ?? '';
  const needsReason = migration.withReason?.includes('deactivate-key');
  const doubts = needsReason
    ? migration.guards?.filter(guard => guard.act === 'deactivate-key') ?? []
    : [];
  const unread = doubts.flatMap(({ unreadClusters = [] }) => unreadClusters);
  const unproven = doubts.flatMap(({ unprovenUsers = [] }) => unprovenUsers);
  const undecided = { clusters: unread.join(', '), count: unproven.length };
  const onlyUnproven = unread.length === 0;
  const decideLabel = onlyUnproven
    ? t('migration.actDialog.decideUnproven', undecided)
    : t('migration.actDialog.decide', undecided);
  const deletesUnderOthers = migration.withReason?.includes('delete-key');
  return (
    <>
      <ConfirmDialog
        isOpen={act === 'deactivate-key'}
        onClose={onClose}
        title={t('migration.actDialog.deactivateTitle', { last4 })}
        confirm={t('migration.actDialog.deactivateConfirm')}
        reason={
          needsReason
            ? {
                label: t('migration.actDialog.reason'),
                hint: t('migration.actDialog.reasonEarly'),
              }
            : undefined
        }
        agree={
          unread.length + unproven.length > 0
            ? {
                label:
                  unread.length > 0 && unproven.length > 0
                    ? t('migration.actDialog.decideBoth', undecided)
                    : decideLabel,
                hint: t('migration.actDialog.decideHint'),
                denied: mayDecide.reason,
              }
            : undefined
        }
        onConfirm={({ reason }) =>
          onConfirm({
            act: 'deactivate-key',
            reason: reason || undefined,
            ...(unread.length > 0 && { despiteUnread: unread }),
            ...(unproven.length > 0 && { despiteUnproven: unproven }),
          })
        }
      >
        <ul>
          {doubts.map(({ message }) => (
            <li key={message}>{readable(message)}</li>
          ))}
          <li>
            {t('migration.soak.lastUsed')}:{' '}
            <RelativeTime
              at={migration.soak?.keyLastUsedAt}
              isKnown={migration.soak?.checkedAt !== undefined}
              asOf={migration.soak?.checkedAt}
            />
          </li>
          <li>{t('migration.actDialog.deactivateLinks')}</li>
          <li>{t('migration.actDialog.deactivateUndo')}</li>
        </ul>
        {migration.soak?.callers?.lastAt &&
          keyFingerprint &&
          (mayCallers.isAllowed ? (
            <CallersOfKey
              workload={migration.workload}
              fingerprint={keyFingerprint}
            />
          ) : (
            mayCallers.reason
          ))}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={act === 'delete-key'}
        onClose={onClose}
        isDestructive
        title={t('migration.actDialog.deleteKeyTitle', { last4 })}
        confirm={t('migration.actDialog.deleteKeyConfirm')}
        typed={{
          label: t('migration.actDialog.deleteKeyType', { last4 }),
          expected: last4,
        }}
        reason={
          deletesUnderOthers
            ? {
                label: t('migration.actDialog.reason'),
                hint: t('migration.actDialog.reasonOthers'),
              }
            : undefined
        }
        onConfirm={({ typed, reason }) =>
          onConfirm({
            act: 'delete-key',
            confirm: typed,
            reason: reason || undefined,
          })
        }
      >
        {migration.guards
          ?.filter(guard => guard.act === 'delete-key')
          .map(({ message }) => (
            <p key={message}>{readable(message)}</p>
          ))}
        {t('migration.actDialog.deleteKeyText')}
      </ConfirmDialog>
      <SecretDialogs
        migration={migration}
        act={act}
        onClose={onClose}
        onConfirm={onConfirm}
      />
      <ConfirmDialog
        isOpen={act === 'extend-soak'}
        onClose={onClose}
        title={t('migration.actDialog.extendTitle')}
        confirm={t('migration.actDialog.extendConfirm')}
        onConfirm={() => onConfirm({ act: 'extend-soak', days })}
      >
        <NumberField
          label={t('migration.actDialog.extendDays')}
          minValue={1}
          maxValue={90}
          value={days}
          onChange={setDays}
        />
      </ConfirmDialog>
    </>
  );
}
