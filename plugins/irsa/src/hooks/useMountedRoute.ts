import {
  AnyParams,
  RouteFunc,
  RouteRef,
  useRouteRef,
} from '@backstage/core-plugin-api';

/** The path of a page, in the old frontend system and in the new; undefined where the portal does not mount the page. */
export function useMountedRoute<Params extends AnyParams>(
  routeRef: RouteRef<Params>,
): RouteFunc<Params> | undefined {
  try {
    return useRouteRef(routeRef);
  } catch {
    // It throws after its last hook, when nothing is mounted there.
    return undefined;
  }
}
