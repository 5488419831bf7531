import { useState } from 'react';
import { Select } from '@backstage/ui';
import { useFormats, useT } from '../../../hooks';
import { ConfirmDialog } from '../../../ui';

const DAY_MS = 86_400_000;
const spans = [30, 90, 180, 365] as const;

/** Asks for a reason and a day. */
export function AcceptRiskDialog(props: {
  name: string;
  isOpen: boolean;
  onClose: () => void;
  onAccept: (reason: string, endsAt: string) => void;
}) {
  const t = useT();
  const { date } = useFormats();
  const [days, setDays] = useState<(typeof spans)[number]>(90);
  // A minute less, so that the clock of the backend does not find a year and a second.
  const ends = new Date(Date.now() + days * DAY_MS - 60_000);
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('workload.risk.dialogTitle', { name: props.name })}
      reason={{
        label: t('workload.risk.reasonLabel'),
        hint: t('workload.risk.reasonHint'),
        minLength: 10,
      }}
      confirm={t('workload.risk.confirm', {
        date: date(ends.toISOString()),
      })}
      onConfirm={({ reason }) => props.onAccept(reason, ends.toISOString())}
    >
      <p>{t('workload.risk.dialogText')}</p>
      <Select
        label={t('workload.risk.endsLabel')}
        options={spans.map(span => ({
          id: String(span),
          label: t(`workload.risk.for${span}`),
        }))}
        value={String(days)}
        onChange={key =>
          setDays(spans.find(span => String(span) === String(key)) ?? 90)
        }
      />
    </ConfirmDialog>
  );
}
