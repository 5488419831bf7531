import { Suspense, lazy, useState } from 'react';
import { useParams } from 'react-router-dom';
import { Header, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { TrustFinding } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useQuery, useT } from '../../hooks';
import {
  Columns,
  ErrorPanel,
  PageSkeleton,
  Panel,
  RelativeTime,
  Stack,
} from '../../ui';
import { ApplyProposal } from './ApplyProposal';
import { EvidenceExport } from './exports';
import { Findings } from './Findings';
import { MarkedPolicy } from './MarkedPolicy';
import { NextRoles } from './NextRoles';
import { ReviewPanel } from './ReviewPanel';
import { Proposal } from './Proposal';
import { Verdict } from './TrustPage';
import { WhoBecame } from './WhoBecame';
import { WhoMayAssume } from './WhoMayAssume';

/** It brings the rules of trust policies into the browser. The other pages have their answers from the server. */
const WhatIf = lazy(() =>
  import('./WhatIf').then(module => ({ default: module.WhatIf })),
);

/** One role: who can assume it, what is wrong with that, and the policy itself. */
export function RolePage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { accountId = '', role: roleName = '' } = useParams();
  const [shown, setShown] = useState<TrustFinding>();
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
        customActions={<EvidenceExport role={role} />}
        metadata={[
          { label: t('trust.verdict'), value: <Verdict role={role} /> },
          { label: t('trust.account'), value: role.accountId },
          {
            label: t('trust.lastUsed'),
            value: (
              <RelativeTime at={role.lastUsedAt} none={t('trust.notAssumed')} />
            ),
          },
        ]}
      />
      <Columns>
        <Stack>
          <WhoMayAssume role={role} />
          {role.hasTrail && <WhoBecame role={role} />}
          <Panel title={t('trust.findings')}>
            <Findings findings={role.findings} onShow={setShown} />
          </Panel>
          <Panel title={t('trust.policy')}>
            {role.trustPolicyJson ? (
              <MarkedPolicy
                text={role.trustPolicyJson}
                findings={role.findings}
                shown={shown}
              />
            ) : (
              t('trust.noPolicy')
            )}
          </Panel>
          <Proposal role={role} />
          <ApplyProposal role={role} onChange={query.reload} />
          <NextRoles role={role} />
          <Suspense fallback={<Skeleton width="100%" height={320} />}>
            <WhatIf role={role} key={role.trustPolicyJson} />
          </Suspense>
        </Stack>
        <Stack>
          <ReviewPanel role={role} onStale={query.reload} />
        </Stack>
      </Columns>
    </>
  );
}
