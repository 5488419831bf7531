import { useApi } from '@backstage/core-plugin-api';
import { Role } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useT } from '../../hooks';
import { ReachedRolesPanel } from '../../ui';

/** Which roles this one can become. */
export function NextRoles({ role: { arn, name } }: { role: Role }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  return (
    <ReachedRolesPanel
      title={t('reach.next')}
      says={t('reach.nextSays')}
      subject={arn}
      from={name}
      load={() =>
        unwrap(
          api.GET('/reachable-roles', {
            params: { query: { from: 'role', roleArn: arn } },
          }),
        )
      }
    />
  );
}
