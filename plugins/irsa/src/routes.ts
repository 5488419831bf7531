import { createRouteRef } from '@backstage/core-plugin-api';

/**
 * The page, wherever the portal mounts it; the tabs and their inner paths hang below it (see `useIrsaPaths`). A ref of
 * the old frontend system works in both.
 */
export const rootRouteRef = createRouteRef({ id: 'irsa' });
