import { getCompoundEntityRef } from '@backstage/catalog-model';
import { entityRouteRef, useEntity } from '@backstage/plugin-catalog-react';
import { useMountedRoute } from '../../hooks';

/** The path of our tab on the entity of this page. */
export function useEntityTab(): string {
  const { entity } = useEntity();
  const route = useMountedRoute(entityRouteRef);
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  const page = route?.({
    kind: kind.toLocaleLowerCase('en-US'),
    namespace: namespace.toLocaleLowerCase('en-US'),
    name,
  });
  return `${page ?? '.'}/aws-credentials`;
}
