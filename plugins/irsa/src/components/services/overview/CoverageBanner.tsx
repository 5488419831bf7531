import { useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import { Coverage } from 'backstage-plugin-irsa-common';
import { useNow, useT } from '../../../hooks';
import { PlainTable, RelativeTime, formatAge } from '../../../ui';

const blind = ['unreachable', 'unauthorized', 'misconfigured', 'pending'];
const blindAccounts = ['denied', 'noCredentials', 'unreachable', 'pending'];

/** How many clusters could be read. */
export function clustersRead(coverage: Coverage) {
  const read = coverage.clusters.filter(item => !blind.includes(item.state));
  return { read: read.length, all: coverage.clusters.length };
}

/** Whether anything can be said about keys: some cluster was read in full. */
export function isAnythingRead(coverage: Coverage): boolean {
  return clustersRead(coverage).read > 0 && Boolean(coverage.asOf);
}

/** Whether every cluster was read in full: only then an empty list means none. */
export function isAllRead({ clusters }: Coverage): boolean {
  return clusters.length > 0 && clusters.every(({ state }) => state === 'ok');
}

/** Why workloads may not be linked to entities and owners yet, if there is a reason. */
export function linkDoubt({ clusters }: Coverage): string | undefined {
  return clusters.find(each => each.linkDoubt)?.linkDoubt;
}

/** Age of the last scan in ms, once it is older than two rounds. @param now - milliseconds */
export function staleAge(coverage: Coverage, now: number): number | undefined {
  const { asOf, scanIntervalSeconds } = coverage;
  if (!asOf || !scanIntervalSeconds) {
    return undefined;
  }
  const age = now - Date.parse(asOf);
  return age > 2 * scanIntervalSeconds * 1000 ? age : undefined;
}

/** Names what could not be read, since what is not seen must never look like zero. */
export function CoverageBanner(props: { coverage: Coverage }) {
  const t = useT();
  const now = useNow(60_000);
  const [isOpen, setIsOpen] = useState(false);
  const { clusters, accounts, emulator } = props.coverage;
  const unread = clusters.filter(item => blind.includes(item.state));
  const partial = clusters.filter(item => item.state === 'partial');
  const unreadAccounts = accounts.filter(item =>
    blindAccounts.includes(item.state),
  );
  const old = staleAge(props.coverage, now);
  const doubt = linkDoubt(props.coverage);
  const sentences = [
    unread.length > 0 &&
      t('services.coverage.clusters', {
        count: unread.length,
        names: unread
          .map(item => {
            const words = {
              name: item.name,
              state: t(`services.coverageState.${item.state}`),
            };
            return item.asOf
              ? t('services.coverage.since', {
                  ...words,
                  age: formatAge(t, now - Date.parse(item.asOf)),
                })
              : t('services.coverage.neverRead', words);
          })
          .join(', '),
      }),
    partial.length > 0 &&
      t('services.coverage.partial', {
        names: partial.map(item => item.name).join(', '),
      }),
    unreadAccounts.length > 0 &&
      t('services.coverage.accounts', {
        count: unreadAccounts.length,
        names: unreadAccounts
          .map(
            item =>
              `${item.alias ?? item.accountId} ${t(
                `services.coverageState.${item.state}`,
              )}`,
          )
          .join(', '),
      }),
  ].filter(Boolean);

  return (
    <>
      {emulator && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('services.emulator', { name: emulator })}
        />
      )}
      {old !== undefined && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('services.coverage.stale', { age: formatAge(t, old) })}
          description={t('services.coverage.staleDetail')}
        />
      )}
      {doubt && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('services.coverage.notLinked')}
          description={`${doubt}.`}
        />
      )}
      {sentences.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('services.coverage.title')}
          description={sentences.join(' ')}
          customActions={
            <Button
              size="small"
              variant="secondary"
              aria-expanded={isOpen}
              onPress={() => setIsOpen(!isOpen)}
            >
              {isOpen ? t('action.hideWhy') : t('action.showWhy')}
            </Button>
          }
        />
      )}
      {isOpen && (
        <PlainTable
          label={t('services.coverage.title')}
          columns={[
            t('services.clusters'),
            t('services.table.status'),
            t('workload.lastScan'),
            t('workload.why'),
          ]}
          rows={[
            ...[...unread, ...partial].map(item => ({
              id: `cluster-${item.name}`,
              cells: [
                item.name,
                t(`services.coverageState.${item.state}`),
                <RelativeTime key="asOf" at={item.asOf} />,
                [
                  item.message,
                  item.missingRights?.length &&
                    t('services.coverage.rights', {
                      rights: item.missingRights.join(', '),
                    }),
                ]
                  .filter(Boolean)
                  .join(' '),
              ],
            })),
            ...unreadAccounts.map(item => ({
              id: `account-${item.accountId}`,
              cells: [
                item.alias ?? item.accountId,
                t(`services.coverageState.${item.state}`),
                <RelativeTime key="asOf" at={item.asOf} />,
                item.message ?? '',
              ],
            })),
          ]}
        />
      )}
    </>
  );
}
