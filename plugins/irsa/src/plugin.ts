import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createIrsaClient } from 'backstage-plugin-irsa-common';
import { irsaApiRef } from './api';
import { rootRouteRef } from './routes';

/** The plugin for portals on the old frontend system. @public */
export const irsaPlugin = createPlugin({
  id: 'irsa',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: irsaApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        createIrsaClient({ baseUrl: 'plugin://irsa', fetch: fetchApi.fetch }),
    }),
  ],
});

/** The page with its tabs; belongs on a route such as `/irsa`. @public */
export const IrsaPage = irsaPlugin.provide(
  createRoutableExtension({
    name: 'IrsaPage',
    component: () =>
      import('./components/IrsaPage').then(module => module.IrsaPage),
    mountPoint: rootRouteRef,
  }),
);

/** What the tab `/aws-credentials` of an entity shows. @public */
export const EntityIrsaContent = irsaPlugin.provide(
  createComponentExtension({
    name: 'EntityIrsaContent',
    component: {
      lazy: () =>
        import('./components/entity/EntityContent').then(
          module => module.EntityContent,
        ),
    },
  }),
);

/** The card on the overview of an entity: one sentence and one button. @public */
export const EntityIrsaCard = irsaPlugin.provide(
  createComponentExtension({
    name: 'EntityIrsaCard',
    component: {
      lazy: () =>
        import('./components/entity/EntityCard').then(
          module => module.EntityCard,
        ),
    },
  }),
);

/** The card for the portal's home page: the reader's own services that are given a static key. @public */
export const HomeIrsaCard = irsaPlugin.provide(
  createComponentExtension({
    name: 'HomeIrsaCard',
    component: {
      lazy: () =>
        import('./components/home/HomeCard').then(module => module.HomeCard),
    },
  }),
);
