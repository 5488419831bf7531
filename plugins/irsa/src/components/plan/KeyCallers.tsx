import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  irsaMigrationCreatePermission,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAllowed, useQuery, useT } from '../../hooks';
import { Callers, CallersRead, ErrorPanel, ReasonedButton } from '../../ui';

/**
 * Who called AWS with a key, and from where. Addresses are personal data, and CloudTrail takes few requests, so it is asked only
 * when somebody wants to see it.
 */
export function KeyCallers(props: {
  workload: WorkloadRef;
  fingerprint: string;
}) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  const allowed = useAllowed(
    irsaMigrationCreatePermission,
    workloadId(props.workload),
  );
  return isOpen ? (
    <CallersOfKey {...props} />
  ) : (
    <ReasonedButton
      variant="secondary"
      isDisabled={!allowed.isAllowed}
      reason={allowed.reason}
      onPress={() => setIsOpen(true)}
    >
      {t('callers.ask')}
    </ReasonedButton>
  );
}

/** The same, at once. */
export function CallersOfKey(props: {
  workload: WorkloadRef;
  fingerprint: string;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { cluster, namespace, kind, name } = props.workload;
  const { fingerprint } = props;
  const { data, error, reload } = useQuery(
    signal =>
      unwrap(
        api.GET(
          '/workloads/{cluster}/{namespace}/{kind}/{name}/keys/{fingerprint}/callers',
          {
            params: { path: { cluster, namespace, kind, name, fingerprint } },
            signal,
          },
        ),
      ),
    [api, cluster, namespace, kind, name, fingerprint],
  );
  if (error) {
    return <ErrorPanel error={error} onRetry={reload} />;
  }
  if (!data) {
    return <p role="status">{t('callers.asking')}</p>;
  }
  if (!data.isConnected) {
    return <p>{t('callers.notConnected')}</p>;
  }
  const own = data.own.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label={t('callers.title')}>
      <Callers label={t('callers.others')} callers={data.others} />
      {data.moreOthers > 0 && (
        <p>{t('callers.moreOthers', { count: data.moreOthers })}</p>
      )}
      {own > 0 && <p>{t('callers.own', { count: own })}</p>}
      <CallersRead reading={data} />
    </section>
  );
}
