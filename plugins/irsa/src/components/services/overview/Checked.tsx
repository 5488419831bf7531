import { Coverage } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { RelativeTime } from '../../../ui';
import { clustersRead } from './CoverageBanner';

/** What "none" rests on: how many clusters, when, and which places of a workload. */
export function Checked(props: { coverage: Coverage }) {
  const t = useT();
  const { read, all } = clustersRead(props.coverage);
  return (
    <>
      <span>
        {t('services.empty.checked', {
          read: String(read),
          all: String(all),
        })}{' '}
        <RelativeTime at={props.coverage.asOf} />
        {'. '}
      </span>
      <details>
        <summary>{t('services.empty.what')}</summary>
        {t('services.empty.places')}
      </details>
    </>
  );
}
