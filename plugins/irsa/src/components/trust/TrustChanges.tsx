import { useState } from 'react';
import { TrustChange } from 'backstage-plugin-irsa-common';
import { Allowed, useFormats, useT } from '../../hooks';
import {
  ConfirmDialog,
  ReasonedButton,
  StatusPill,
  trustChangeTones,
} from '../../ui';
import checks from '../plan/Checks.module.css';
import { Effect } from './Effect';

/** Proposals that were applied here, newest first; the newest can be taken back. */
export function TrustChanges(props: {
  name: string;
  changes: TrustChange[];
  allowed: Allowed;
  isPending: boolean;
  onRollBack: (id: string, reason: string) => void;
}) {
  const t = useT();
  const { moment } = useFormats();
  const { name, changes, allowed, isPending, onRollBack } = props;
  const [open, setOpen] = useState<TrustChange>();
  // What was taken back, or not written, leaves nothing to take back.
  const [newest] = changes.filter(({ state }) => state !== 'notWritten');
  return (
    <>
      <ul className={checks.checks} aria-label={t('trust.apply.changes')}>
        {changes.map(change => (
          <li key={change.id} className={checks.check}>
            <StatusPill tone={trustChangeTones[change.state]}>
              {t(`trust.apply.stateOf.${change.state}`)}
            </StatusPill>
            <div>
              <div>
                {change.takesBack
                  ? t('trust.apply.takenBack', {
                      by: change.madeBy,
                      at: moment(change.madeAt),
                    })
                  : t('trust.apply.applied', {
                      by: change.madeBy,
                      at: moment(change.madeAt),
                      rules: change.rules.join(', '),
                    })}
              </div>
              <div>{t('trust.apply.because', { reason: change.reason })}</div>
              {change === newest &&
                !change.takesBack &&
                change.state === 'written' && (
                  <ReasonedButton
                    size="small"
                    variant="secondary"
                    isPending={isPending}
                    isDisabled={!allowed.isAllowed}
                    reason={allowed.reason}
                    onPress={() => setOpen(change)}
                  >
                    {t('trust.apply.rollBack')}
                  </ReasonedButton>
                )}
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={t('trust.apply.rollBackTitle', { name })}
        reason={{
          label: t('trust.apply.reason'),
          hint: t('trust.apply.reasonHint'),
          minLength: 10,
        }}
        confirm={t('trust.apply.rollBackConfirm')}
        onConfirm={({ reason }) => {
          setOpen(undefined);
          onRollBack(open!.id, reason);
        }}
      >
        <p>{t('trust.apply.rollBackText')}</p>
        {open && (
          <Effect
            effect={{
              removed: [],
              kept: open.effect.kept,
              added: open.effect.removed,
            }}
          />
        )}
      </ConfirmDialog>
    </>
  );
}
