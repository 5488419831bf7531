import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { useMountedRoute } from '../hooks';

/** Who did something: a user or group of the catalog as a link, a service by its own name. */
export function Who(props: { name: string }) {
  return /^[a-z]+:[^/]+\/./i.test(props.name) ? (
    <EntityLink entityRef={props.name} />
  ) : (
    <>{props.name}</>
  );
}

/** The name of an entity, as a link where the portal has a catalog. */
export function EntityLink(props: { entityRef: string }) {
  const route = useMountedRoute(entityRouteRef);
  const { kind, namespace, name } = parseEntityRef(props.entityRef, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  if (!route) {
    return <>{name}</>;
  }
  return (
    <Link
      href={route({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: namespace.toLocaleLowerCase('en-US'),
        name,
      })}
    >
      {name}
    </Link>
  );
}
