/**
 * The plugin for portals on the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  ExtensionBoundary,
  PageBlueprint,
  SubPageBlueprint,
  coreExtensionData,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiKey2Line } from '@remixicon/react';
import { createIrsaClient } from 'backstage-plugin-irsa-common';
import { irsaApiRef } from './api';
import { OffTabs } from './components/OffTabs';
import { isIrsaAvailable } from './components/entity/isIrsaAvailable';
import { useEntityMenuItem } from './components/entity/useEntityMenuItem';
import { homeWidget } from './homeWidget';
import { rootRouteRef } from './routes';

const irsaApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: irsaApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        // fetchApi resolves `plugin://` through the discovery API.
        createIrsaClient({ baseUrl: 'plugin://irsa', fetch: fetchApi.fetch }),
    }),
});

/** The page of Backstage draws its tabs, and nothing below them where no tab has the address. */
const irsaPage = PageBlueprint.makeWithOverrides({
  *factory(originalFactory, { node, inputs }) {
    const page = originalFactory({
      path: '/irsa',
      title: 'AWS credentials',
      icon: <RiKey2Line />,
      routeRef: rootRouteRef,
    });
    // Anything but what it draws is given on as it is.
    for (const data of page) {
      if (data.id !== coreExtensionData.reactElement.id) {
        yield data;
      }
    }
    const tabs = inputs.pages.map(tab => tab.get(coreExtensionData.routePath));
    yield coreExtensionData.reactElement(
      <>
        {page.get(coreExtensionData.reactElement)}
        <OffTabs tabs={tabs}>
          {ExtensionBoundary.lazy(node, () =>
            import('./components/UnknownPage').then(module => (
              <module.UnknownPage />
            )),
          )}
        </OffTabs>
      </>,
    );
  },
});

const servicesPage = SubPageBlueprint.make({
  name: 'services',
  params: {
    path: 'services',
    title: 'Services',
    loader: () =>
      import('./components/services/ServicesRouter').then(module => (
        <module.ServicesRouter />
      )),
  },
});

const migrationsPage = SubPageBlueprint.make({
  name: 'migrations',
  params: {
    path: 'migrations',
    title: 'Migrations',
    loader: () =>
      import('./components/migration/MigrationsRouter').then(module => (
        <module.MigrationsRouter />
      )),
  },
});

const previewPage = SubPageBlueprint.make({
  name: 'preview',
  params: {
    path: 'preview',
    title: 'Preview',
    loader: () =>
      import('./components/preview/PreviewPage').then(module => (
        <module.PreviewPage />
      )),
  },
});

const trustPage = SubPageBlueprint.make({
  name: 'trust',
  params: {
    path: 'trust',
    title: 'Trust',
    loader: () =>
      import('./components/trust/TrustRouter').then(module => (
        <module.TrustRouter />
      )),
  },
});

const entityContent = EntityContentBlueprint.make({
  name: 'aws-credentials',
  params: {
    path: '/aws-credentials',
    title: 'AWS credentials',
    group: 'operation',
    icon: <RiKey2Line />,
    filter: isIrsaAvailable,
    loader: () =>
      import('./components/entity/EntityContent').then(module => (
        <module.EntityContent />
      )),
  },
});

const entityCard = EntityCardBlueprint.make({
  name: 'aws-credentials',
  params: {
    type: 'content',
    filter: isIrsaAvailable,
    loader: () =>
      import('./components/entity/EntityCard').then(module => (
        <module.EntityCard />
      )),
  },
});

const entityMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'aws-credentials',
  params: {
    icon: <RiKey2Line />,
    filter: isIrsaAvailable,
    useProps: useEntityMenuItem,
  },
});

/** Finds static AWS keys of Kubernetes workloads and moves the workloads to IAM roles. @public */
export default createFrontendPlugin({
  pluginId: 'irsa',
  title: 'AWS credentials',
  icon: <RiKey2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    irsaApi,
    irsaPage,
    servicesPage,
    migrationsPage,
    previewPage,
    trustPage,
    entityContent,
    entityCard,
    entityMenuItem,
    homeWidget,
  ],
});

export { irsaTranslationRef } from './translation';
