import { partsOf, usePortalLinks } from '../hooks';
import { RowLink } from './RowLink';

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
  const { entity } = usePortalLinks();
  const path = entity(props.entityRef);
  const { name } = partsOf(props.entityRef);
  return path ? <RowLink to={path}>{name}</RowLink> : <>{name}</>;
}
