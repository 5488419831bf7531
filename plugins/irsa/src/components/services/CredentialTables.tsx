import { Workload } from '@internal/plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel, PlainTable, RelativeTime } from '../../ui';

/** Where a workload gets static credentials. */
export function References(props: { workload: Workload }) {
  const t = useT();
  const { references } = props.workload;
  return (
    <Panel title={t('workload.references')}>
      {references.length === 0 ? (
        t('workload.noReferences')
      ) : (
        <PlainTable
          label={t('workload.references')}
          columns={[
            t('workload.container'),
            t('workload.source'),
            t('workload.names'),
            t('workload.verdict'),
            t('workload.why'),
          ]}
          rows={references.map((reference, index) => ({
            id: String(index),
            cells: [
              reference.container,
              [
                t(`workload.location.${reference.location}`),
                reference.objectName,
                reference.mountPath,
              ]
                .filter(Boolean)
                .join(' '),
              <code key="names">
                {[...reference.envNames, ...reference.keyNames]
                  .filter((item, at, all) => all.indexOf(item) === at)
                  .join(', ')}
              </code>,
              t(`workload.verdictOf.${reference.verdict}`),
              reference.why ?? '',
            ],
          }))}
        />
      )}
    </Panel>
  );
}

/** Its access keys, as IAM knows them. */
export function Keys(props: { workload: Workload }) {
  const t = useT();
  const { keys } = props.workload;
  return (
    <Panel title={t('workload.keys')}>
      {keys.length === 0 ? (
        t('workload.noKeys')
      ) : (
        <PlainTable
          label={t('workload.keys')}
          columns={[
            t('workload.key'),
            t('workload.state'),
            t('workload.user'),
            t('workload.age'),
            t('workload.lastUsed'),
            t('workload.sharedWith'),
          ]}
          rows={keys.map(key => ({
            id: key.fingerprint,
            cells: [
              <code key="last4">…{key.last4}</code>,
              t(`workload.keyState.${key.state}`),
              key.userName ?? '–',
              key.ageDays === undefined
                ? '–'
                : t('time.days', { count: key.ageDays }),
              <RelativeTime key="used" at={key.lastUsedAt} />,
              key.sharedWith?.join(', ') || '–',
            ],
          }))}
        />
      )}
    </Panel>
  );
}
