import { useState } from 'react';
import { Link, TextField } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import {
  Role,
  RoleChangeRequest,
  sourceFormOf,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useT } from '../../hooks';
import { ConfirmDialog, ErrorPanel, ReasonedButton } from '../../ui';
import { Effect } from './Effect';

/** Opens a change request for the proposal, in the repository that has the source of the role. */
export function ProposeInSource(props: {
  role: Role;
  proposal: NonNullable<Role['proposal']>;
  allowed: { isAllowed: boolean; reason?: string };
  /** Whether somebody would lose the role who names it. */
  isBreaking: boolean;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { role, proposal, allowed, isBreaking } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [source, setSource] = useState(role.source ?? '');
  const [opened, setOpened] = useState<RoleChangeRequest>();
  const request = useAction(async (reason: string) => {
    setOpened(
      await unwrap(
        api.POST('/roles/{accountId}/{roleName}/change-requests', {
          params: { path: { accountId: role.accountId, roleName: role.name } },
          body: {
            policyHash: role.policyHash ?? '',
            policy: proposal.policy,
            reason,
            source: source.trim(),
          },
        }),
      ),
    );
  });
  const keeper = role.keptBy;
  // Where nothing keeps the role, it can be applied, and what hinders that is said there.
  const isHidden =
    keeper === undefined
      ? !allowed.isAllowed || isBreaking
      : !sourceFormOf(keeper);
  if (isHidden) {
    return null;
  }
  return (
    <>
      {request.error && <ErrorPanel error={request.error} isAct />}
      {opened ? (
        <p role="status">
          <Link href={opened.url}>
            {t('trust.request.opened', { path: opened.path })}
          </Link>{' '}
          {t(`trust.request.openedState.${opened.state}`)}
        </p>
      ) : (
        <ReasonedButton
          size="small"
          variant="secondary"
          isPending={request.isPending}
          isDisabled={!allowed.isAllowed || isBreaking}
          reason={isBreaking ? t('trust.apply.breaks') : allowed.reason}
          onPress={() => setIsOpen(true)}
        >
          {t('trust.request.open')}
        </ReasonedButton>
      )}
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={
          keeper === undefined
            ? t('trust.request.titleOfNobody')
            : t('trust.request.title', { keeper })
        }
        reason={{
          label: t('trust.apply.reason'),
          hint: t('trust.apply.reasonHint'),
          minLength: 10,
        }}
        confirm={t('trust.request.confirm')}
        isFilled={source.trim() !== ''}
        onConfirm={({ reason }) => {
          setIsOpen(false);
          request.run(reason);
        }}
      >
        <p>{t('trust.request.text')}</p>
        <TextField
          label={t('trust.request.source')}
          description={t('trust.request.sourceHint')}
          value={source}
          onChange={setSource}
          isRequired
        />
        <Effect effect={proposal.effect} />
      </ConfirmDialog>
    </>
  );
}
