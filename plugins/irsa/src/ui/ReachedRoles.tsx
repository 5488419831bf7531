import { Link } from '@backstage/ui';
import { AccountCoverage, ReachableRole } from 'backstage-plugin-irsa-common';
import { T, useIrsaPaths, useT } from '../hooks';
import { PlainTable } from './PlainTable';
import { ReachGraph } from './ReachGraph';
import { ReachedWay } from './ReachedWay';
import { StatusPill } from './StatusPill';
import { certaintyTones } from './tones';

/** Roles that somebody can become, by which way, and what each may do. */
export function ReachedRoles(props: {
  /** Name of who becomes them. */
  from: string;
  answer: {
    items: ReachableRole[];
    hidden: number;
    accounts: AccountCoverage[];
  };
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const { items, hidden, accounts } = props.answer;
  const unread = accounts.filter(({ state }) => state !== 'ok');
  return (
    <>
      {items.length === 0 ? (
        <p>{noneOf(t, props.answer)}</p>
      ) : (
        <>
          <ReachGraph from={props.from} roles={items} />
          <PlainTable
            label={t('reach.label')}
            columns={[
              t('reach.role'),
              t('reach.way'),
              t('reach.certainty'),
              t('reach.may'),
            ]}
            rows={items.map(role => ({
              id: role.arn,
              cells: [
                <Link key="role" href={paths.role(role.accountId, role.name)}>
                  {role.name}
                </Link>,
                <ReachedWay
                  key="way"
                  from={props.from}
                  role={role}
                  roles={items}
                />,
                <StatusPill key="sure" tone={certaintyTones[role.certainty]}>
                  {t(`reach.certaintyOf.${role.certainty}`)}
                </StatusPill>,
                mayOf(t, role),
              ],
            }))}
          />
        </>
      )}
      {hidden > 0 && <p>{t('reach.hidden', { count: hidden })}</p>}
      {unread.length > 0 && (
        <p>
          {t('reach.unread', {
            names: unread
              .map(
                ({ alias, accountId, state }) =>
                  `${alias ?? accountId} (${t(
                    `services.coverageState.${state}`,
                  )})`,
              )
              .join(', '),
          })}
        </p>
      )}
    </>
  );
}

/** Where nothing was read, or something is hidden, none is not the answer. */
function noneOf(
  t: T,
  { hidden, accounts }: { hidden: number; accounts: AccountCoverage[] },
): string {
  if (hidden > 0) {
    return t('reach.noneSeen');
  }
  return accounts.some(({ state }) => state === 'ok' || state === 'partial')
    ? t('reach.none')
    : t('reach.notKnown');
}

function mayOf(t: T, { may }: ReachableRole): string {
  if (!may) {
    return t('reach.notRead');
  }
  const all = (names: string[]) =>
    names.includes('*') ? t('workload.blast.all') : names.join(', ');
  return [
    t(`workload.blast.level.${may.level}`),
    ...(may.services.length > 0
      ? [`${t('workload.blast.services')}: ${all(may.services)}`]
      : []),
    ...(may.buckets.length > 0
      ? [`${t('workload.blast.buckets')}: ${all(may.buckets)}`]
      : []),
    ...may.escalations.map(
      ({ actions }) =>
        `${t('workload.blast.escalations')}: ${actions.join(' + ')}`,
    ),
    ...(may.conditional ? [t('workload.blast.conditional')] : []),
  ].join('. ');
}
