import { Alert, Link } from '@backstage/ui';
import { AwsHalfDifference, Migration } from 'backstage-plugin-irsa-common';
import { useFormats, useIrsaPaths, useT } from '../../hooks';
import styles from './WaitingFor.module.css';

/** Whom the migration waits for, since when, and where they can act. */
export function WaitingFor(props: {
  waitingFor: NonNullable<Migration['waitingFor']>;
  planId: string;
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const { moment, readable } = useFormats();
  const { whom, since, url, words, awsHalf } = props.waitingFor;
  const sinceInWords = t('migration.waiting.since', { since: moment(since) });
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('migration.waiting.title', { whom })}
      description={
        awsHalf ? (
          <>
            {sinceInWords}
            <Differences differences={awsHalf} />
          </>
        ) : (
          `${readable(words)} ${sinceInWords}`
        )
      }
      customActions={
        awsHalf ? (
          <Link href={paths.plan(props.planId)}>
            {t('migration.waiting.code')}
          </Link>
        ) : (
          url &&
          isWeb(url) && (
            <Link href={url} target="_blank" rel="noopener noreferrer">
              {t('migration.waiting.open')}
            </Link>
          )
        )
      }
    />
  );
}

/** What code has not made as planned. */
function Differences(props: { differences: readonly AwsHalfDifference[] }) {
  const t = useT();
  return (
    <ul className={styles.list} aria-label={t('migration.waiting.differences')}>
      {props.differences.map(({ kind, message }) => (
        <li key={message}>
          {t(`migration.waiting.kind.${kind}`)}: {message}
        </li>
      ))}
    </ul>
  );
}

/** Addresses come from a host: nothing but pages is linked. */
export function isWeb(url: string): boolean {
  return /^https?:\/\//.test(url);
}
