import { Alert } from '@backstage/ui';
import { PreviewSide } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../../hooks';
import { Panel, RelativeTime } from '../../ui';
import { ProbeRow } from './ProbeRow';
import styles from './Preview.module.css';

/** One identity and its answers. */
export function Side(props: {
  previewId: string;
  side: PreviewSide;
  isPending: boolean;
  onSignAgain: () => void;
}) {
  const t = useT();
  const { moment } = useFormats();
  const { side } = props;
  const title = t(`preview.side.${side.identity}`);
  return (
    <Panel
      title={title}
      aside={side.keyLast4 && t('preview.keyEnds', { last4: side.keyLast4 })}
    >
      {side.arn && <div className={styles.small}>{side.arn}</div>}
      {side.sessionEndsAt && (
        <div className={styles.small}>
          {t('preview.sessionEnds')}:{' '}
          {Date.parse(side.sessionEndsAt) < Date.now() ? (
            <RelativeTime at={side.sessionEndsAt} />
          ) : (
            moment(side.sessionEndsAt)
          )}
        </div>
      )}
      {side.state !== 'ok' && (
        <Alert
          role="status"
          status={side.state === 'simulated' ? 'info' : 'warning'}
          icon
          title={t(`preview.${side.state}`)}
          description={side.reason}
        />
      )}
      {side.state !== 'unavailable' && (
        <ul className={styles.probes} aria-label={title}>
          {side.probes.map(probe => (
            <ProbeRow
              key={probe.method}
              previewId={props.previewId}
              probe={probe}
              isSimulated={side.state === 'simulated'}
              sideTitle={title}
              isPending={props.isPending}
              onSignAgain={props.onSignAgain}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}
