import { paths } from 'backstage-plugin-irsa-common';
import { Request } from 'express';

type Get<P extends keyof paths> = paths[P] extends {
  get: { parameters: infer Parameters };
}
  ? Parameters
  : never;
type Query<P extends keyof paths> = Get<P> extends { query?: infer Q }
  ? NonNullable<Q>
  : never;
type Path<P extends keyof paths> = Get<P> extends { path: infer Q } ? Q : never;
/** Parameters to which the API document gives a default. */
type WithDefaults<Q> = Q &
  Required<Pick<Q, Extract<keyof Q, 'offset' | 'limit' | 'days'>>>;

/**
 * The query of a GET request, of the type that the API document gives it. When a handler runs, the validator has checked
 * it, converted numbers and lists, and filled in defaults. Express does not know that, so this is the one place that says so.
 */
export function queryOf<P extends keyof paths>(
  request: Request,
  _path: P,
): WithDefaults<Query<P>> {
  return request.query as unknown as WithDefaults<Query<P>>;
}

/** The parameters in the path of a GET request, checked by the validator. */
export function pathOf<P extends keyof paths>(
  request: Request,
  _path: P,
): Path<P> {
  return request.params as unknown as Path<P>;
}
