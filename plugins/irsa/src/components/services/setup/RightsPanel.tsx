import { Link } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { AccountRights, RightState } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { useQuery, useT } from '../../../hooks';
import {
  ErrorPanel,
  PageSkeleton,
  Panel,
  PlainTable,
  StatusPill,
  Tone,
} from '../../../ui';

type Policy = AccountRights['policies'][number];

/** Where the policies are kept that docs/permissions.md explains. */
const MANIFESTS =
  'https://github.com/irsa-for-backstage/irsa-for-backstage/blob/main/docs/manifests';

const TONES: Record<RightState, Tone> = {
  held: 'positive',
  notHeld: 'warning',
  notKnown: 'unknown',
};
const BOUNDARY_TONES: Record<AccountRights['boundary']['state'], Tone> = {
  present: 'positive',
  absent: 'warning',
  notKnown: 'unknown',
  notConfigured: 'neutral',
};

/** Which of the documented IAM actions the portal holds in each account, and which policy brings those it lacks. */
export function RightsPanel() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const rights = useQuery(
    signal => unwrap(api.GET('/set-up/rights', { signal })),
    [api],
  );
  return (
    <Panel title={t('setUp.rights.title')}>
      {rights.isPending && <PageSkeleton heights={[96]} />}
      {rights.error && (
        <ErrorPanel error={rights.error} onRetry={rights.reload} />
      )}
      {rights.data?.accounts.length === 0 && <p>{t('setUp.rights.none')}</p>}
      {rights.data?.accounts.map(account => (
        <Account key={account.accountId} account={account} />
      ))}
    </Panel>
  );
}

function Account(props: { account: AccountRights }) {
  const t = useT();
  const { accountId, principal, message, policies, boundary } = props.account;
  return (
    <section aria-label={accountId}>
      <h4>
        {accountId} {principal && t('setUp.rights.as', { principal })}
      </h4>
      {message && <p>{message}</p>}
      {policies.map(policy => (
        <Rights key={policy.file} policy={policy} />
      ))}
      <p>
        {t('setUp.rights.boundary')}{' '}
        {boundary.arn && <code>{boundary.arn}</code>}{' '}
        <StatusPill tone={BOUNDARY_TONES[boundary.state]}>
          {t(`setUp.rights.boundaryState.${boundary.state}`)}
        </StatusPill>{' '}
        {boundary.message}
      </p>
    </section>
  );
}

function Rights(props: { policy: Policy }) {
  const t = useT();
  const { file, rights } = props.policy;
  const all = String(rights.length);
  const missing = rights.filter(({ state }) => state === 'notHeld').length;
  const unknown = rights.filter(({ state }) => state === 'notKnown').length;
  return (
    <div>
      <p>
        <Link href={`${MANIFESTS}/${file}`}>{file}</Link>{' '}
        {rights.length > 0 && missing + unknown === 0 && (
          <StatusPill tone="positive">
            {t('setUp.rights.allHeld', { all })}
          </StatusPill>
        )}
        {missing > 0 && (
          <StatusPill tone="warning">
            {t('setUp.rights.someMissing', {
              missing: String(missing),
              all,
            })}
          </StatusPill>
        )}{' '}
        {unknown > 0 && (
          <StatusPill tone="unknown">
            {t('setUp.rights.notKnown', { unknown: String(unknown), all })}
          </StatusPill>
        )}
      </p>
      <details open={missing > 0}>
        <summary>{t('setUp.rights.show')}</summary>
        <PlainTable
          label={file}
          columns={[
            t('setUp.rights.action'),
            t('services.table.status'),
            t('workload.why'),
          ]}
          rows={rights.map(({ action, state, reason }) => ({
            id: action,
            cells: [
              <code key="action">{action}</code>,
              <StatusPill key="state" tone={TONES[state]}>
                {t(`setUp.rights.state.${state}`)}
              </StatusPill>,
              reason ?? '',
            ],
          }))}
        />
      </details>
    </div>
  );
}
