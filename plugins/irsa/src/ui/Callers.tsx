import { TrailCaller, TrailRegion } from 'backstage-plugin-irsa-common';
import { useFormats, useT } from '../hooks';
import { PlainTable } from './PlainTable';
import { StatusPill } from './StatusPill';

/** Callers that CloudTrail shows, by address and user agent. All texts are as the callers sent them. */
export function Callers(props: {
  label: string;
  callers: readonly TrailCaller[];
  /** Whether the column is shown that says as whom they called. */
  isNamed?: boolean;
}) {
  const t = useT();
  const { callers, label, isNamed = false } = props;
  if (callers.length === 0) {
    return <p>{t('callers.none')}</p>;
  }
  return (
    <PlainTable
      label={label}
      columns={[
        ...(isNamed ? [t('callers.caller')] : []),
        t('callers.address'),
        t('callers.agent'),
        t('callers.calls'),
        t('callers.time'),
        t('callers.actions'),
      ]}
      rows={callers.map(each => ({
        id: JSON.stringify([each.address, each.userAgent, each.caller]),
        cells: [
          ...(isNamed ? [each.caller ?? t('callers.unnamed')] : []),
          each.address ?? t('callers.unnamed'),
          each.userAgent ?? t('callers.unnamed'),
          each.refused > 0
            ? t('callers.refused', { count: each.count, refused: each.refused })
            : each.count,
          <Times key="times" caller={each} />,
          <Actions key="actions" caller={each} />,
        ],
      }))}
    />
  );
}

function Times({ caller: { first, last } }: { caller: TrailCaller }) {
  const { moment } = useFormats();
  return (
    <>
      {first !== last && `${moment(first)} – `}
      <time dateTime={last}>{moment(last)}</time>
    </>
  );
}

function Actions({ caller }: { caller: TrailCaller }) {
  const t = useT();
  const { actions, moreActions, regions, sessionNames } = caller;
  return (
    <>
      <div>
        {actions.join(', ')}
        {moreActions > 0 && ` ${t('callers.more', { count: moreActions })}`}
        {` · ${regions.join(', ')}`}
      </div>
      {sessionNames.length > 0 && (
        <div>{t('callers.sessions', { names: sessionNames.join(', ') })}</div>
      )}
    </>
  );
}

/** What was read to tell so, and what was not. */
export function CallersRead(props: {
  reading: {
    asOf?: string;
    since?: string;
    reason?: string;
    regions: readonly TrailRegion[];
    limits: string;
  };
}) {
  const t = useT();
  const { moment, readable } = useFormats();
  const { regions, asOf, since, reason, limits } = props.reading;
  const read = regions.filter(({ state }) => state === 'read');
  const reasons = [
    ...(reason ? [reason] : []),
    ...regions.flatMap(each => each.reason ?? []),
  ];
  return (
    <>
      {reasons.map(text => (
        <p key={text}>
          <StatusPill tone="unknown">{t('time.notKnown')}</StatusPill>{' '}
          {readable(text)}
        </p>
      ))}
      <p>
        {read.length === 0 || !since || !asOf
          ? t('callers.readNone')
          : t('callers.read', {
              regions: read.map(({ region }) => region).join(', '),
              since: moment(since),
              asOf: moment(asOf),
            })}
      </p>
      {read.map(({ region, readFrom, notUnderstood }) => (
        <div key={region}>
          {readFrom && (
            <p>{t('callers.cut', { region, time: moment(readFrom) })}</p>
          )}
          {notUnderstood > 0 && (
            <p>{t('callers.strange', { region, count: notUnderstood })}</p>
          )}
        </div>
      ))}
      <p>{limits}</p>
    </>
  );
}
