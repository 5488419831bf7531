import { Migration } from 'backstage-plugin-irsa-common';
import { useFormats, useNow, useT } from '../../hooks';
import {
  KeyFacts,
  Panel,
  RelativeTime,
  StatusPill,
  formatDuration,
} from '../../ui';
import { ActState } from './ActState';
import { RetireActions } from './RetireActions';
import styles from './Soak.module.css';

/** The time after the switch: how long still, was the old key used, and the acts that end it. */
export function Soak(props: {
  migration: Migration;
  soak: NonNullable<Migration['soak']>;
  onAnswer: (next: Migration) => void;
}) {
  const t = useT();
  const now = useNow(1000);
  const { moment } = useFormats();
  const { migration, soak } = props;
  const left = soak.brokenSince
    ? (soak.remainingSeconds ?? 0) * 1000
    : Date.parse(soak.endsAt) - now;
  const uses = soak.uses ?? [];
  const { word, tone } = wordOf(soak, left);
  return (
    <Panel
      title={t('migration.soak.title')}
      aside={<StatusPill tone={tone}>{t(`migration.soak.${word}`)}</StatusPill>}
    >
      <p className={styles.left}>
        <span
          className={styles.big}
          role="timer"
          aria-live="off"
          aria-label={t('migration.soak.title')}
        >
          {left > 0
            ? t('time.left', { time: formatDuration(t, left) })
            : t('migration.soak.over')}
        </span>{' '}
        {soak.brokenSince ? (
          t('migration.soak.stands', { since: moment(soak.brokenSince) })
        ) : (
          <>
            {t('migration.soak.until')}{' '}
            <time dateTime={soak.endsAt}>{moment(soak.endsAt)}</time>
          </>
        )}
      </p>
      <Footing footing={soak.footing} />
      <KeyFacts
        facts={[
          {
            label: t('migration.soak.keyState', {
              last4: migration.target.keyLast4 ?? '',
            }),
            value: t(`migration.soak.keyStateOf.${soak.keyState ?? 'unknown'}`),
          },
          {
            label: t('migration.soak.lastUsed'),
            value: (
              <>
                <RelativeTime
                  at={soak.keyLastUsedAt}
                  isKnown={soak.checkedAt !== undefined}
                />
                {[soak.keyLastUsedService, soak.keyLastUsedRegion]
                  .filter(Boolean)
                  .map(item => ` · ${item}`)}
                {soak.keyLastUsedAt &&
                  soak.keyLastUsedAt < soak.startedAt &&
                  `, ${t('migration.soak.beforeSwitch')}`}{' '}
                (
                {soak.checkedAt
                  ? t('time.asOf', { time: moment(soak.checkedAt) })
                  : t('migration.soak.notCheckedSince')}
                )
              </>
            ),
          },
          ...(soak.callers
            ? [
                {
                  label: t('migration.soak.cloudTrail'),
                  value: <CallersFact callers={soak.callers} />,
                },
              ]
            : []),
          ...(migration.secretState
            ? [
                {
                  label: `${t('migration.soak.secret')} ${
                    migration.target.secretNames?.join(', ') ?? ''
                  }`,
                  value: (
                    <>
                      {t(
                        `migration.soak.secretState.${migration.secretState}`,
                        {
                          names: migration.goneSecrets?.join(', ') ?? '',
                        },
                      )}
                      {migration.secretAsOf &&
                        ` (${t('time.asOf', {
                          time: moment(migration.secretAsOf),
                        })})`}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <UseStrip
        startedAt={soak.startedAt}
        endsAt={soak.endsAt}
        uses={uses}
        unsureUseAt={soak.unsureUseAt}
      />
      <ActState migration={migration} onAnswer={props.onAnswer} />
      <RetireActions migration={migration} onAnswer={props.onAnswer} />
    </Panel>
  );
}

/** Calls by others that CloudTrail shows. That it shows none is no good news: it has management events only. */
function CallersFact({
  callers,
}: {
  callers: NonNullable<NonNullable<Migration['soak']>['callers']>;
}) {
  const t = useT();
  const { moment, readable } = useFormats();
  const { state, others, lastAt, asOf, regions, notRead } = callers;
  return (
    <>
      {state === 'seen' && lastAt
        ? t('migration.soak.callersSeen', {
            count: others,
            time: moment(lastAt),
          })
        : t(
            `migration.soak.callersOf.${
              state === 'notSeen' ? state : 'notKnown'
            }`,
            {
              regions: regions.join(', ') || '–',
            },
          )}{' '}
      ({t('time.asOf', { time: moment(asOf) })})
      {notRead.map(text => (
        <div key={text}>{readable(text)}</div>
      ))}
    </>
  );
}

/** The worst state is shown: broken, then used, then not known. */
function wordOf(soak: NonNullable<Migration['soak']>, left: number) {
  if (soak.brokenSince) {
    return { word: 'broken', tone: 'negative' } as const;
  }
  if (!soak.quiet) {
    return { word: 'used', tone: 'warning' } as const;
  }
  return soak.unsureUseAt || !soak.checkedAt
    ? ({ word: 'unsure', tone: 'unknown' } as const)
    : ({
        // Proven only at the end of the soak.
        word: left > 0 ? 'quiet' : 'quietOver',
        tone: left > 0 ? 'info' : 'positive',
      } as const);
}

/** What the workload rests on and does not hold, or could not be read. */
function Footing({
  footing,
}: {
  footing: NonNullable<Migration['soak']>['footing'];
}) {
  const t = useT();
  const { moment, readable } = useFormats();
  if (!footing) {
    return null;
  }
  const facts = footing.facts.filter(({ state }) => state !== 'holds');
  return facts.length === 0 ? (
    <p className={styles.note}>
      {t('migration.soak.footingHolds', { time: moment(footing.readAt) })}
    </p>
  ) : (
    <ul className={styles.list} aria-label={t('migration.soak.footing')}>
      {facts.map(({ object, state, message }) => (
        <li key={object}>
          <StatusPill tone={state === 'broken' ? 'negative' : 'unknown'}>
            {t(`migration.soak.footingState.${state as 'broken' | 'notKnown'}`)}
          </StatusPill>{' '}
          <strong>{object}</strong>: {message && readable(message)}
        </li>
      ))}
    </ul>
  );
}

/** Observed changes of the key's last use between switch and end. */
function UseStrip(props: {
  startedAt: string;
  endsAt: string;
  uses: { at: string; service?: string; region?: string }[];
  unsureUseAt?: string;
}) {
  const t = useT();
  const { moment } = useFormats();
  const start = Date.parse(props.startedAt);
  const span = Math.max(1, Date.parse(props.endsAt) - start);
  return (
    <div className={styles.uses}>
      <strong>{t('migration.soak.uses')}</strong>
      <div className={styles.strip} aria-hidden>
        {props.uses.map(use => (
          <span
            key={use.at}
            className={styles.mark}
            style={{
              left: `${Math.min(
                100,
                Math.max(0, ((Date.parse(use.at) - start) / span) * 100),
              )}%`,
            }}
          />
        ))}
      </div>
      {props.uses.length === 0 ? (
        <p className={styles.note}>
          {props.unsureUseAt
            ? t('migration.soak.ownUse', { time: moment(props.unsureUseAt) })
            : t('migration.soak.noUses')}
        </p>
      ) : (
        <>
          <ul className={styles.list}>
            {props.uses.slice(-10).map(use => (
              <li key={use.at}>
                {[moment(use.at), use.service, use.region]
                  .filter(Boolean)
                  .join(' · ')}
              </li>
            ))}
          </ul>
          <p className={styles.note}>{t('migration.soak.usesNote')}</p>
        </>
      )}
    </div>
  );
}
