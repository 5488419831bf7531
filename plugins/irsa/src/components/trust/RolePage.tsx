import { useParams } from 'react-router-dom';
import { Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../api';
import { useQuery, useT } from '../../hooks';
import {
  Columns,
  ErrorPanel,
  PageSkeleton,
  Panel,
  RelativeTime,
  Stack,
  StatusPill,
  severityTones,
} from '../../ui';
import checks from '../plan/Checks.module.css';
import diffs from '../plan/Diffs.module.css';
import { Verdict } from './TrustPage';
import { WhoMayAssume } from './WhoMayAssume';

/** One role: who can assume it, what is wrong with that, and the policy itself. */
export function RolePage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { accountId = '', role: roleName = '' } = useParams();
  const query = useQuery(
    signal =>
      unwrap(
        api.GET('/roles/{accountId}/{roleName}', {
          params: { path: { accountId, roleName } },
          signal,
        }),
      ),
    [api, accountId, roleName],
  );
  if (query.error) {
    return <ErrorPanel error={query.error} onRetry={query.reload} />;
  }
  if (!query.data) {
    return <PageSkeleton />;
  }
  const role = query.data;
  return (
    <>
      <Header
        title={t('trust.roleTitle', { name: role.name })}
        metadata={[
          { label: t('trust.verdict'), value: <Verdict role={role} /> },
          { label: t('trust.account'), value: role.accountId },
          {
            label: t('trust.lastUsed'),
            value: <RelativeTime at={role.lastUsedAt} />,
          },
        ]}
      />
      <Columns>
        <Stack>
          <Panel title={t('trust.findings')}>
            {role.findings.length === 0 ? (
              t('trust.noFindings')
            ) : (
              <ul className={checks.checks} aria-label={t('trust.findings')}>
                {role.findings.map(finding => (
                  <li
                    key={`${finding.ruleId}-${finding.statement}`}
                    className={checks.check}
                  >
                    <StatusPill tone={severityTones[finding.severity]}>
                      {t(`trust.severity.${finding.severity}`)}
                    </StatusPill>
                    <div>
                      <div>{finding.message}</div>
                      <div className={checks.small}>
                        {t('trust.fix', { text: finding.fix })}
                      </div>
                      <div className={checks.small}>
                        <code>{finding.ruleId}</code>
                        {finding.statement !== undefined &&
                          ` · ${t('trust.statement', {
                            number: String(finding.statement + 1),
                          })}`}
                      </div>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          <Panel title={t('trust.policy')}>
            {role.trustPolicyYaml ? (
              <pre
                className={diffs.json}
                aria-label={t('trust.policy')}
                // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                tabIndex={0}
                role="region"
              >
                {role.trustPolicyYaml}
              </pre>
            ) : (
              t('trust.noPolicy')
            )}
          </Panel>
        </Stack>
        <Stack>
          <WhoMayAssume role={role} />
        </Stack>
      </Columns>
    </>
  );
}
