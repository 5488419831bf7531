import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  irsaTrustPolicyApplyPermission,
  Role,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useAllowed, useQuery, useT } from '../../hooks';
import { ConfirmDialog, ErrorPanel, Panel, ReasonedButton } from '../../ui';
import { Effect } from './Effect';
import { ProposeInSource } from './ProposeInSource';
import { TrustChanges } from './TrustChanges';

/** What is done instead, where what keeps the role would take a change back. */
function useInstead(role: Role): string | undefined {
  const t = useT();
  if (role.ours) {
    return t('trust.apply.ours');
  }
  return role.keptBy && t('trust.apply.kept', { keeper: role.keptBy });
}

/** Writes the proposal that this page shows, and takes such changes back. */
export function ApplyProposal(props: { role: Role; onChange: () => void }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { role, onChange } = props;
  const { accountId, name: roleName, proposal, policyHash } = role;
  const path = { accountId, roleName };
  const [isOpen, setIsOpen] = useState(false);
  const permission = useAllowed(
    irsaTrustPolicyApplyPermission,
    `${accountId}/${roleName}`,
  );
  const instead = useInstead(role);
  const allowed = instead ? { isAllowed: false, reason: instead } : permission;
  const query = useQuery(
    signal =>
      unwrap(
        api.GET('/roles/{accountId}/{roleName}/changes', {
          params: { path },
          signal,
        }),
      ),
    [api, accountId, roleName, policyHash],
  );
  const apply = useAction(async (reason: string) => {
    await unwrap(
      api.POST('/roles/{accountId}/{roleName}/changes', {
        params: { path },
        // Of what this page shows, so that nobody applies what they have not seen.
        body: {
          policyHash: policyHash ?? '',
          policy: proposal?.policy ?? '',
          reason,
        },
      }),
    );
    query.reload();
    onChange();
  });
  const rollBack = useAction(async (changeId: string, reason: string) => {
    await unwrap(
      api.POST('/roles/{accountId}/{roleName}/changes/{changeId}/rollback', {
        params: { path: { ...path, changeId } },
        body: { reason },
      }),
    );
    query.reload();
    onChange();
  });
  const error = apply.error ?? rollBack.error;
  const changes = query.data?.items ?? [];
  const isBreaking = (proposal?.breaks.length ?? 0) > 0;
  if (!proposal && changes.length === 0 && !query.error && !error) {
    return null;
  }
  return (
    <Panel title={t('trust.apply.changes')}>
      {query.error && <ErrorPanel error={query.error} onRetry={query.reload} />}
      {error && (
        <ErrorPanel
          error={error}
          isAct={!error.changedSince}
          onRetry={error.changedSince ? onChange : undefined}
        />
      )}
      {proposal && (
        <ReasonedButton
          size="small"
          variant="primary"
          isPending={apply.isPending}
          isDisabled={!allowed.isAllowed || isBreaking}
          reason={
            !instead && isBreaking ? t('trust.apply.breaks') : allowed.reason
          }
          onPress={() => setIsOpen(true)}
        >
          {t('trust.apply.open')}
        </ReasonedButton>
      )}
      {proposal && !role.ours && (
        <ProposeInSource
          role={role}
          proposal={proposal}
          allowed={permission}
          isBreaking={isBreaking}
        />
      )}
      {changes.length > 0 && (
        <TrustChanges
          name={roleName}
          changes={changes}
          allowed={allowed}
          isPending={rollBack.isPending}
          onRollBack={rollBack.run}
        />
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('trust.apply.title', { name: roleName })}
        reason={{
          label: t('trust.apply.reason'),
          hint: t('trust.apply.reasonHint'),
          minLength: 10,
        }}
        confirm={t('trust.apply.confirm')}
        onConfirm={({ reason }) => {
          setIsOpen(false);
          apply.run(reason);
        }}
      >
        <p>{t('trust.apply.text')}</p>
        {proposal && <Effect effect={proposal.effect} />}
      </ConfirmDialog>
    </Panel>
  );
}
