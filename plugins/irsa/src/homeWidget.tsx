import { ReactElement } from 'react';
import {
  AppNode,
  createExtension,
  createExtensionDataRef,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import { attachComponentData } from '@backstage/core-plugin-api';

const TITLE = 'AWS credentials';
const LAYOUT = {
  width: { minColumns: 3, defaultColumns: 4 },
  height: { minRows: 2, defaultRows: 4 },
};

/**
 * What `HomePageWidgetBlueprint` of `@backstage/plugin-home-react` 0.1 gives to the home page: an extension's data is
 * known by its id. The blueprint itself would bring that package, and its version of the frontend system, into portals without
 * a home page.
 */
const widgetDataRef = createExtensionDataRef<{
  node: AppNode;
  component: ReactElement;
  name?: string;
  title?: string;
  description?: string;
  layout?: typeof LAYOUT;
}>().with({ id: 'home.widget.data' });

/** The card for the home page. It is never made in a portal without `@backstage/plugin-home`. */
export const homeWidget = createExtension({
  kind: 'home-page-widget',
  name: 'aws-credentials',
  attachTo: { id: 'page:home', input: 'widgets' },
  output: [widgetDataRef],
  factory({ node }) {
    const card = ExtensionBoundary.lazy(node, () =>
      import('./components/home/HomeCard').then(module => <module.HomeCard />),
    );
    const Widget = () => card;
    const name = node.spec.id;
    const description = 'Your services that are given a static AWS key';
    // By these the grid of the home page names, places and remembers it.
    attachComponentData(Widget, 'core.extensionName', name);
    attachComponentData(Widget, 'title', TITLE);
    attachComponentData(Widget, 'description', description);
    attachComponentData(Widget, 'home.widget.config', { layout: LAYOUT });
    return [
      widgetDataRef({
        node,
        component: <Widget />,
        name,
        title: TITLE,
        description,
        layout: LAYOUT,
      }),
    ];
  },
});
