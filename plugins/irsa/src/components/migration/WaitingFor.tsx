import { Alert, Link } from '@backstage/ui';
import { Migration } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../hooks';

/** Whom the migration waits for, since when, and where they can act. */
export function WaitingFor(props: {
  waitingFor: NonNullable<Migration['waitingFor']>;
}) {
  const t = useT();
  const { moment, readable } = useFormats();
  const { whom, since, url, words } = props.waitingFor;
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('migration.waiting.title', { whom })}
      description={`${readable(words)} ${t('migration.waiting.since', {
        since: moment(since),
      })}`}
      customActions={
        url && isWeb(url) ? (
          <Link href={url} target="_blank" rel="noopener noreferrer">
            {t('migration.waiting.open')}
          </Link>
        ) : undefined
      }
    />
  );
}

/** Addresses come from a host: nothing but pages is linked. */
export function isWeb(url: string): boolean {
  return /^https?:\/\//.test(url);
}
