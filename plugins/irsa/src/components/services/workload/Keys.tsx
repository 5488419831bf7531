import { Workload } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';
import { Panel, PlainTable, RelativeTime, NamedFew } from '../../../ui';
import { isWithoutKey, wasKeyRead } from '../workloadWords';

/** Its access keys, as IAM knows them. */
export function Keys(props: { workload: Workload }) {
  const t = useT();
  const { keys } = props.workload;
  return (
    <Panel title={t('workload.keys')}>
      {keys.length === 0 ? (
        t(
          isWithoutKey(props.workload)
            ? 'workload.noKeys'
            : 'workload.keysNotKnown',
        )
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
                ? t('time.notKnown')
                : t('time.days', { count: key.ageDays }),
              <RelativeTime
                key="used"
                at={key.lastUsedAt}
                isKnown={wasKeyRead(key)}
                asOf={key.asOf}
              />,
              <NamedFew
                key="shared"
                names={key.sharedWith ?? []}
                hidden={key.sharedWithHidden}
              />,
            ],
          }))}
        />
      )}
    </Panel>
  );
}
