import { useState } from 'react';
import { Select } from '@backstage/ui';
import { useT } from '../../hooks';
import { ConfirmDialog } from '../../ui';

export const REVIEW_SPANS = [30, 90, 180, 365] as const;

/** Asks for how long, and for a comment where findings are open. */
export function SignOffDialog(props: {
  name: string;
  openFindings: number;
  isOpen: boolean;
  onClose: () => void;
  onSign: (comment: string, days: number) => void;
}) {
  const t = useT();
  const [days, setDays] = useState<(typeof REVIEW_SPANS)[number]>(90);
  const { openFindings } = props;
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('trust.review.dialogTitle', { name: props.name })}
      reason={
        openFindings > 0
          ? {
              label: t('trust.review.comment'),
              hint: t('trust.review.commentHint', { count: openFindings }),
              minLength: 10,
            }
          : undefined
      }
      confirm={t('trust.review.sign')}
      onConfirm={({ reason }) => props.onSign(reason, days)}
    >
      <p>{t('trust.review.dialogText')}</p>
      <Select
        label={t('trust.review.span')}
        options={REVIEW_SPANS.map(span => ({
          id: String(span),
          label: t('time.days', { count: span }),
        }))}
        value={String(days)}
        onChange={key =>
          setDays(REVIEW_SPANS.find(span => String(span) === String(key)) ?? 90)
        }
      />
    </ConfirmDialog>
  );
}
