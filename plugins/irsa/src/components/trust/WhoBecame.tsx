import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  irsaTrustPolicyReviewPermission,
  Role,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAllowed, useQuery, useT } from '../../hooks';
import {
  Callers,
  CallersRead,
  ErrorPanel,
  Panel,
  ReasonedButton,
} from '../../ui';

/**
 * Who asked STS for the role, which is seldom all who may. With addresses, which are personal data, so it is asked for only when a
 * reviewer wants to see it.
 */
export function WhoBecame({ role }: { role: Role }) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  const allowed = useAllowed(
    irsaTrustPolicyReviewPermission,
    `${role.accountId}/${role.name}`,
  );
  return (
    <Panel title={t('callers.whoBecame')}>
      {isOpen ? (
        <Sessions role={role} />
      ) : (
        <>
          <p>{t('callers.whoBecameText')}</p>
          <ReasonedButton
            variant="secondary"
            isDisabled={!allowed.isAllowed}
            reason={allowed.reason}
            onPress={() => setIsOpen(true)}
          >
            {t('callers.askRole')}
          </ReasonedButton>
        </>
      )}
    </Panel>
  );
}

function Sessions({ role: { accountId, name: roleName } }: { role: Role }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { data, error, reload } = useQuery(
    signal =>
      unwrap(
        api.GET('/roles/{accountId}/{roleName}/callers', {
          params: { path: { accountId, roleName } },
          signal,
        }),
      ),
    [api, accountId, roleName],
  );
  if (error) {
    return <ErrorPanel error={error} onRetry={reload} />;
  }
  if (!data) {
    return <p role="status">{t('callers.asking')}</p>;
  }
  if (!data.isConnected) {
    return <p>{t('callers.notConnected')}</p>;
  }
  const own = data.own.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Callers label={t('callers.sessions90')} callers={data.others} isNamed />
      {data.moreOthers > 0 && (
        <p>{t('callers.moreOthers', { count: data.moreOthers })}</p>
      )}
      {own > 0 && <p>{t('callers.own', { count: own })}</p>}
      <CallersRead reading={data} />
    </>
  );
}
