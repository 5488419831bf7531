import { SourcePlace, WorkloadSource } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel } from '../../ui';
import styles from './Source.module.css';

/**
 * Where the workload is kept, how sure that is, and why. Addresses are text, not links: they come from objects of the cluster, which
 * others may write.
 */
export function Source(props: { source: WorkloadSource }) {
  const t = useT();
  const { state, confidence, keeper, places, evidence, lookedAt, missing } =
    props.source;
  const obstacles = props.source.obstacles ?? [];
  return (
    <Panel title={t('plan.place.title')} aside={keeper}>
      <p className={styles.line}>
        {t(`plan.place.state.${state}`)}{' '}
        {confidence && t(`plan.place.confidence.${confidence}`)}
      </p>
      {places.length > 0 && (
        <ul className={styles.places} aria-label={t('plan.place.title')}>
          {places.map(place => (
            <li key={JSON.stringify(place)}>
              <span className={styles.role}>
                {t(`plan.place.role.${place.role}`)}
              </span>{' '}
              <PlaceWords place={place} />
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <ul className={styles.places} aria-label={t('plan.place.missing')}>
          {missing.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {obstacles.length > 0 && (
        <ul className={styles.places} aria-label={t('plan.place.obstacles')}>
          {obstacles.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <details className={styles.more}>
        <summary>{t('plan.place.why')}</summary>
        <ul>
          {[...evidence, ...lookedAt].map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}

function PlaceWords({ place }: { place: SourcePlace }) {
  const t = useT();
  const { url, path, revision, live, chart, version, format } = place;
  const parts = [
    url,
    path && t('plan.place.path', { path }),
    chart && t('plan.place.chart', { chart, version: version ?? '' }).trim(),
    !chart && revision && t('plan.place.revision', { revision }),
    live && t('plan.place.live', { live }),
    format && t(`plan.place.format.${format}`),
  ].filter(Boolean);
  return <span className={styles.address}>{parts.join(' · ')}</span>;
}
