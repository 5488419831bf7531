import { Card, CardBody, CardHeader, Link } from '@backstage/ui';
import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import { T, useIrsaPaths, useT } from '../../hooks';
import {
  ErrorPanel,
  IrsaRoot,
  PageSkeleton,
  severityLevelTones,
  StatusPill,
} from '../../ui';
import {
  clustersRead,
  isAllRead,
  isAnythingRead,
  linkDoubt,
} from '../services/overview/CoverageBanner';
import { workloadName } from '../services/workloadWords';
import { useOwnServices } from './useOwnServices';

/** What the reader's own services still have to do, worst first, and how far all are. */
export function HomeCard() {
  const t = useT();
  const query = useOwnServices();
  const { data, error } = query;
  return (
    <Card>
      <CardHeader>
        <h2 style={{ margin: 0, fontSize: 'var(--bui-font-size-4)' }}>
          {t('home.title')}
        </h2>
      </CardHeader>
      <CardBody>
        <IrsaRoot place="card">
          {error && <ErrorPanel error={error} onRetry={query.reload} />}
          {query.isPending && <PageSkeleton heights={[72]} />}
          {data && !error && <Services data={data} />}
        </IrsaRoot>
      </CardBody>
    </Card>
  );
}

function Services(props: {
  data: NonNullable<ReturnType<typeof useOwnServices>['data']>;
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const { own, withStaticKey, coverage } = props.data;
  // Nobody has looked, so there is no zero to show.
  if (!isAnythingRead(coverage)) {
    return <p>{t('entity.nothingChecked')}</p>;
  }
  const { read, all } = clustersRead(coverage);
  return (
    <>
      {own && (
        <p>
          {own.totalCount > 0
            ? t('home.own', { count: own.totalCount })
            : noneInWords(t, coverage)}
        </p>
      )}
      {own && own.items.length > 0 && (
        <ul aria-label={t('home.worst')}>
          {own.items.map(workload => (
            <Service key={workload.id} workload={workload} />
          ))}
        </ul>
      )}
      <p>
        <Link href={paths.services}>
          {t('home.all', { count: withStaticKey })}
        </Link>
      </p>
      {read < all && (
        <p role="status">
          {t('entity.partial', { read: String(read), all: String(all) })}
        </p>
      )}
    </>
  );
}

/** "None" only where all was read, and where it is known whose each service is. */
function noneInWords(t: T, coverage: Coverage): string {
  const reason = linkDoubt(coverage);
  if (reason) {
    return t('home.ownNotLinked', { reason });
  }
  return isAllRead(coverage) ? t('home.ownNone') : t('home.ownNoneOfRead');
}

function Service({ workload }: { workload: Workload }) {
  const t = useT();
  const paths = useIrsaPaths();
  const level = workload.severity?.level ?? 'none';
  return (
    <li>
      <Link href={paths.workload(workload)}>{workloadName(workload)}</Link>
      {` · ${workload.cluster} `}
      <StatusPill tone={severityLevelTones[level]}>
        {t(`severity.${level}`)}
      </StatusPill>
    </li>
  );
}
