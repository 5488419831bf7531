import { Migration } from 'backstage-plugin-irsa-common';
import { translateKey, useT } from '../../hooks';
import { ConfirmDialog } from '../../ui';

/** Says what it means to skip the step at which the migration stands, or to adopt what is there. */
export function SettleDialog(props: {
  migration: Migration;
  /** Absent: closed. */
  way?: 'skip' | 'adopt';
  onClose: () => void;
  onConfirm: (reason: string) => void;
}) {
  const t = useT();
  const { way = 'skip', migration } = props;
  const titleOf = (step = '') => translateKey(t, `step.${step}`, {}, step);
  const words = {
    skip: {
      title: t('migration.settle.skipTitle', {
        step: titleOf(migration.stuckAt),
      }),
      texts: [t('migration.settle.skipText'), t('migration.settle.skipLeft')],
      confirm: t('migration.settle.skip'),
    },
    adopt: {
      title: t('migration.settle.adoptTitle', {
        step: titleOf(migration.stuckAt),
      }),
      texts: [t('migration.settle.adoptText'), t('migration.settle.adoptSafe')],
      confirm: t('migration.settle.adopt'),
    },
  }[way];
  return (
    <ConfirmDialog
      isOpen={props.way !== undefined}
      onClose={props.onClose}
      title={words.title}
      reason={{
        label: t('migration.settle.reason'),
        hint: t('migration.settle.reasonHint'),
      }}
      confirm={words.confirm}
      onConfirm={({ reason }) => props.onConfirm(reason)}
    >
      {words.texts.map(text => (
        <p key={text}>{text}</p>
      ))}
    </ConfirmDialog>
  );
}
