import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page at `/irsa`; the tabs and their inner paths hang below it (see `useIrsaPaths`). */
export const rootRouteRef = createRouteRef();
