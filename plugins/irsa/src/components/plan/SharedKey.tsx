import { ReactNode } from 'react';
import { Link } from '@backstage/ui';
import {
  KeyHolder,
  SharedKey as Key,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { useFormats, useIrsaPaths, useT } from '../../hooks';
import {
  EntityLink,
  ErrorPanel,
  Panel,
  PlainTable,
  RelativeTime,
  StatusPill,
  NamedFew,
} from '../../ui';
import { KeyCallers } from './KeyCallers';
import { keyHolderTones } from './keyHolderTones';
import { useSharedKey } from './useSharedKey';

/**
 * Who else has the key, how far each has left it, and what is not known. Nothing is drawn while it is read, or when the reader
 * may see none of its holders.
 */
export function SharedKey(props: {
  shared: ReturnType<typeof useSharedKey>;
  /** Id of the workload that the page is about, and where it is. */
  exceptId: string;
  workload: WorkloadRef;
  /** Ids of the Secrets that its migration has left in place. They are no other holder. */
  keptIds?: readonly string[];
  children?: ReactNode;
}) {
  const t = useT();
  const { readable } = useFormats();
  const paths = useIrsaPaths();
  const { data: key, error, reload } = props.shared;
  if (error && error.status !== 404) {
    return <ErrorPanel error={error} onRetry={reload} />;
  }
  if (!key) {
    return null;
  }
  const { exceptId, keptIds = [] } = props;
  const isKept = ({ id, state }: KeyHolder) =>
    state === 'stored' && keptIds.includes(id);
  const kept = key.holders.filter(isKept);
  const others = key.holders.filter(
    holder => holder.id !== exceptId && !isKept(holder),
  );
  return (
    <Panel title={t('plan.sharedKey.title', { last4: key.last4 ?? '' })}>
      {others.length > 0 ? (
        <>
          <p>{t('plan.sharedKey.text')}</p>
          <Holders holders={others} />
        </>
      ) : (
        <p>{t('plan.sharedKey.nobody')}</p>
      )}
      {kept.map(({ id, workload }) => (
        <p key={id}>
          {t('plan.sharedKey.kept')}{' '}
          <Link href={paths.workload(workload)}>{id}</Link>
        </p>
      ))}
      {key.hiddenHolders > 0 && (
        <p>{t('plan.sharedKey.hidden', { count: key.hiddenHolders })}</p>
      )}
      <Unknown sharedKey={key} exceptId={props.exceptId} />
      <p>
        {t('plan.sharedKey.lastUse')}{' '}
        <RelativeTime
          at={key.lastUse?.at}
          isKnown={key.lastUse?.asOf !== undefined}
          asOf={key.lastUse?.asOf}
        />
        {key.lastUse?.at &&
          [key.lastUse.service, key.lastUse.region]
            .filter(Boolean)
            .map(part => `, ${part}`)
            .join('')}
        . {readable(key.outside.message)}
      </p>
      {key.hasTrail && (
        <KeyCallers workload={props.workload} fingerprint={key.fingerprint} />
      )}
      {props.children}
    </Panel>
  );
}

function Holders(props: { holders: KeyHolder[] }) {
  const t = useT();
  const { moment } = useFormats();
  const paths = useIrsaPaths();
  return (
    <PlainTable
      label={t('plan.sharedKey.holders')}
      columns={[
        t('plan.sharedKey.workload'),
        t('plan.owner'),
        t('plan.sharedKey.state'),
      ]}
      rows={props.holders.map(({ id, workload, ownerRef, ...holder }) => ({
        id,
        cells: [
          <Link key="workload" href={paths.workload(workload)}>
            {id}
          </Link>,
          ownerRef ? <EntityLink key="owner" entityRef={ownerRef} /> : '–',
          <div key="state">
            <StatusPill tone={keyHolderTones[holder.state]}>
              {t(`plan.sharedKey.stateOf.${holder.state}`)}
            </StatusPill>{' '}
            {holder.soakEndsAt && moment(holder.soakEndsAt)}{' '}
            {holder.migrationId && (
              <Link href={paths.migration(holder.migrationId)}>
                {t('plan.sharedKey.migration')}
              </Link>
            )}
          </div>,
        ],
      }))}
    />
  );
}

/** Who may have the key too. */
function Unknown(props: { sharedKey: Key; exceptId: string }) {
  const t = useT();
  const { unproven, hiddenUnproven, unreadClusters } = props.sharedKey;
  const names = unproven.filter(id => id !== props.exceptId);
  return (
    <>
      {names.length + hiddenUnproven > 0 && (
        <div>
          {t('plan.sharedKey.unproven')}{' '}
          <NamedFew names={names} hidden={hiddenUnproven || undefined} />
        </div>
      )}
      {unreadClusters.length > 0 && (
        <p>
          {t('plan.sharedKey.unread', { clusters: unreadClusters.join(', ') })}
        </p>
      )}
    </>
  );
}
