import { gitRoutes } from './gitRoutes';
import { pullRoutes } from './pullRoutes';
import { Route } from './route';

/** The part of GitHub's REST API that the portal uses, and what people do there by scripts. */
export const ROUTES: readonly Route[] = [...gitRoutes, ...pullRoutes];
