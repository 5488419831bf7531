import { useApi } from '@backstage/core-plugin-api';
import { Workload } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { useT } from '../../../hooks';
import { ReachedRolesPanel } from '../../../ui';

/** Which roles the workload can become by its ServiceAccount. */
export function ServiceRoles({ workload }: { workload: Workload }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { cluster, namespace } = workload;
  const { name } = workload.serviceAccount;
  return (
    <ReachedRolesPanel
      title={t('reach.service')}
      says={t('reach.serviceSays', { name })}
      subject={`${cluster}/${namespace}/${name}`}
      from={name}
      load={() =>
        unwrap(
          api.GET('/reachable-roles', {
            params: {
              query: { from: 'serviceAccount', cluster, namespace, name },
            },
          }),
        )
      }
    />
  );
}
