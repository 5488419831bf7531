import { useId } from 'react';
import { Role, TrustWay } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { KeyFacts, Panel, StatusPill, reachTones } from '../../ui';
import checks from '../plan/Checks.module.css';
import { Names } from './Names';
import { WhoGraph } from './WhoGraph';

/** Who can assume the role: one sentence, a drawing, then each way in. */
export function WhoMayAssume({ role }: { role: Role }) {
  const t = useT();
  const listId = useId();
  return (
    <Panel title={t('trust.who')}>
      <p>
        {t(`trust.effect.${role.reach}`)}
        {role.reachReason && ` ${role.reachReason}`}
      </p>
      <WhoGraph role={role} listId={listId} />
      {role.ways.length > 0 && (
        <ul className={checks.checks} aria-label={t('trust.ways')} id={listId}>
          {role.ways.map(way => (
            <li key={`${way.kind} ${way.principal}`} className={checks.check}>
              <StatusPill tone={reachTones[way.reach]}>
                {t(`trust.reachOf.${way.reach}`)}
              </StatusPill>
              <Way way={way} />
            </li>
          ))}
        </ul>
      )}
      <KeyFacts
        facts={[
          {
            label: t('trust.clusters'),
            value: role.clusters?.join(', ') || '–',
          },
        ]}
      />
    </Panel>
  );
}

function Way({ way }: { way: TrustWay }) {
  const t = useT();
  const { kind, principal, subjects, patterns, admitsNow, clusters } = way;
  return (
    <div>
      <div>
        {t(`trust.wayOf.${kind}`)} <code>{principal}</code>
      </div>
      <Names names={subjects} />
      <ul>
        {patterns.map(({ matches, except }) => (
          <li key={JSON.stringify([matches, except])}>
            {matches.length === 0 ? (
              t('trust.everySubject')
            ) : (
              <code>{matches.join(t('trust.andAlso'))}</code>
            )}
            {except.length > 0 && (
              <>
                {t('trust.except')} <code>{except.join(', ')}</code>
              </>
            )}
          </li>
        ))}
      </ul>
      {way.isConditional && <div>{t('trust.conditional')}</div>}
      {clusters.length > 0 && way.reach !== 'dead' && (
        <div>
          {admitsNow
            ? t('trust.admitsNow', { count: admitsNow.length })
            : t('trust.admitsNotKnown')}
          <Names names={admitsNow ?? []} />
        </div>
      )}
    </div>
  );
}
