import { createContext, useContext, useMemo, useRef } from 'react';
import { useHref, useNavigate } from 'react-router-dom';
import { parseEntityRef } from '@backstage/catalog-model';
import { useAnalytics } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { useMountedRoute } from './useMountedRoute';

/** Ways to other pages of the portal that stay the same while the address changes. */
export interface PortalLinks {
  /** Opens a page. @param path - in the portal, as a route gives it */
  goTo: (path: string) => void;
  /** A path as the browser needs it, also where the portal is not at the root of its host. */
  hrefOf: (path: string) => string;
  /** Tells the portal's analytics that a link was followed. */
  followed: (text: string, path: string) => void;
  /** The page of an entity; undefined where the portal has no catalog. @param entityRef - a group unless it says otherwise */
  entity: (entityRef: string) => string | undefined;
}

/** The links of what stands above; see `AskedOnce`. */
export const LinksContext = createContext<PortalLinks | undefined>(undefined);

export function usePortalLinks(): PortalLinks {
  const shared = useContext(LinksContext);
  // What is drawn stays below the same provider, or below none, so that the same hooks run each time.
  // eslint-disable-next-line react-hooks/rules-of-hooks
  return shared ?? useOwnPortalLinks();
}

/** As {@link usePortalLinks}; the caller is drawn again whenever the address changes. */
export function useOwnPortalLinks(): PortalLinks {
  const navigate = useNavigate();
  const base = useHref('/').replace(/\/$/, '');
  const analytics = useAnalytics();
  const entityRoute = useMountedRoute(entityRouteRef);
  const latest = useRef({ navigate, analytics });
  latest.current = { navigate, analytics };
  return useMemo(
    () => ({
      goTo: path => latest.current.navigate(path),
      hrefOf: path => `${base}${path}`,
      followed: (text, path) =>
        latest.current.analytics.captureEvent('click', text, {
          attributes: { to: path },
        }),
      entity: entityRef => {
        const { kind, namespace, name } = partsOf(entityRef);
        return entityRoute?.({
          kind: kind.toLocaleLowerCase('en-US'),
          namespace: namespace.toLocaleLowerCase('en-US'),
          name,
        });
      },
    }),
    [base, entityRoute],
  );
}

/** Owners are named without their kind and namespace where those are the usual ones. */
export function partsOf(entityRef: string) {
  return parseEntityRef(entityRef, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
}
