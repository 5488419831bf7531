import { Alert } from '@backstage/ui';
import { Migration } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../hooks';

/** What is not as it was when the migration ended, as the daily comparison found it. */
export function Drift(props: { drift: NonNullable<Migration['drift']> }) {
  const t = useT();
  const { moment, readable } = useFormats();
  const { since, facts } = props.drift;
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('migration.result.drift')}
      description={t('migration.result.driftText', {
        since: moment(since),
        facts: facts
          .map(({ object, message }) => `${object}: ${readable(message)}`)
          .join(' '),
      })}
    />
  );
}
