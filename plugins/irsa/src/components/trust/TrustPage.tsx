import { useState } from 'react';
import { Alert, Header, Link, Select } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { ReviewState, Role } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { T, useIrsaPaths, useQuery, useT } from '../../hooks';
import {
  EmptyState,
  ErrorPanel,
  Inline,
  PageSkeleton,
  PlainTable,
  RelativeTime,
  RowLink,
  reviewTones,
  StatusPill,
  verdictTones,
} from '../../ui';
import { RolesExport } from './exports';
import styles from './TrustPage.module.css';

const ANY = 'any';
const reviewStates = ['signed', 'void', 'ended', 'never'] as const;

/** Roles, worst first. */
export function TrustPage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const paths = useIrsaPaths();
  const [review, setReview] = useState<ReviewState>();
  const roles = useQuery(
    signal =>
      unwrap(api.GET('/roles', { params: { query: { review } }, signal })),
    [api, review],
  );
  if (roles.error) {
    return <ErrorPanel error={roles.error} onRetry={roles.reload} />;
  }
  if (!roles.data) {
    return <PageSkeleton />;
  }
  const { items, accounts } = roles.data;
  const unread = accounts.filter(
    item => !['ok', 'partial'].includes(item.state),
  );
  return (
    <>
      <Header
        title={t('trust.title')}
        metadata={[
          {
            label: t('trust.accounts'),
            value: t('services.clustersRead', {
              read: String(accounts.length - unread.length),
              all: String(accounts.length),
            }),
          },
        ]}
        customActions={<RolesExport review={review} />}
      />
      {unread.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('services.coverage.title')}
          description={t('trust.accountsUnread', {
            names: unread
              .map(
                item =>
                  `${item.alias ?? item.accountId} (${t(
                    `services.coverageState.${item.state}`,
                  )}${item.message ? `: ${item.message}` : ''})`,
              )
              .join(', '),
          })}
        />
      )}
      <p>
        <Link href={paths.reach}>{t('reach.link')}</Link>
      </p>
      <div className={styles.filter}>
        <Select
          label={t('trust.review.filter')}
          options={[
            { id: ANY, label: t('trust.review.all') },
            ...reviewStates.map(id => ({
              id,
              label: t(`trust.review.stateOf.${id}`),
            })),
          ]}
          value={review ?? ANY}
          onChange={key => setReview(reviewStates.find(id => id === key))}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState title={whyEmpty(t, accounts.length, unread.length, review)}>
          {t('trust.emptyScope', {
            read: String(accounts.length - unread.length),
            all: String(accounts.length),
          })}
        </EmptyState>
      ) : (
        <PlainTable
          label={t('trust.label')}
          isNamed
          columns={[
            t('trust.role'),
            t('trust.account'),
            t('trust.verdict'),
            t('trust.findings'),
            t('trust.reach'),
            t('trust.review.column'),
            t('trust.lastUsed'),
          ]}
          rows={items.map(role => ({
            id: role.arn,
            cells: [
              <RowLink
                key="name"
                look="strong"
                to={paths.role(role.accountId, role.name)}
              >
                {role.name}
              </RowLink>,
              <code key="account">{role.accountId}</code>,
              <Verdict key="verdict" role={role} />,
              role.findings.length === 0
                ? t('trust.noFindings')
                : t('trust.findingsCount', { count: role.findings.length }),
              t(`trust.reachOf.${role.reach}`),
              <StatusPill
                key="review"
                tone={reviewTones[role.review?.state ?? 'never']}
              >
                {t(`trust.review.stateOf.${role.review?.state ?? 'never'}`)}
              </StatusPill>,
              <RelativeTime
                key="used"
                at={role.lastUsedAt}
                none={t('trust.notAssumed')}
              />,
            ],
          }))}
        />
      )}
    </>
  );
}

/** "No role" only where all was read and nothing is filtered. */
function whyEmpty(t: T, all: number, unread: number, review?: ReviewState) {
  if (unread === all) {
    return t('trust.emptyUnread');
  }
  if (review) {
    return t('trust.emptyFiltered');
  }
  return unread > 0 ? t('trust.emptyOfRead') : t('trust.empty');
}

/** *Safe* is said only of a role whose every subject is named. */
export function Verdict(props: {
  role: Pick<Role, 'verdict' | 'reach' | 'ours'>;
}) {
  const t = useT();
  const { verdict, reach, ours } = props.role;
  const isLimited = verdict === 'safe' && reach !== 'exact';
  return (
    <Inline>
      <StatusPill tone={isLimited ? 'neutral' : verdictTones[verdict]}>
        {isLimited
          ? t(`trust.notSafe.${reach}`)
          : t(`trust.verdictOf.${verdict}`)}
      </StatusPill>
      {ours && <span>{t('trust.ours')}</span>}
    </Inline>
  );
}
