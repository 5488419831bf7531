/**
 * Makes App.tsx of an old portal that of a hybrid one: the new frontend system, with routes and entity pages in code.
 * The parts of the portal that need signals need their plugin in the new form.
 * Source: https://backstage.io/docs/frontend-system/building-apps/migrating
 * @param source - as `create-app --legacy` makes it
 */
export function toHybridApp(source: string): string {
  return replaceAll(source, [
    [
      "import { createApp } from '@backstage/app-defaults';",
      `import { createApp } from '@backstage/frontend-defaults';
import {
  convertLegacyAppOptions,
  convertLegacyAppRoot,
} from '@backstage/core-compat-api';
import signalsPlugin from '@backstage/plugin-signals/alpha';`,
    ],
    [
      'const app = createApp({\n  apis,\n  bindRoutes({ bind }) {',
      "const bindRoutes: NonNullable<Parameters<typeof createApp>[0]>['bindRoutes'] = ({ bind }) => {",
    ],
    [
      '  },\n  components: {\n',
      '};\n\nconst options = convertLegacyAppOptions({\n  apis,\n  components: {\n',
    ],
    [
      'export default app.createRoot(',
      'const features = convertLegacyAppRoot(',
    ],
  ]).concat(
    '\nexport default createApp({\n  features: [options, signalsPlugin, ...features],\n  bindRoutes,\n}).createRoot();\n',
  );
}

/** Makes index.tsx, or a test, show what a hybrid App.tsx exports: an element, not a component. */
export const showingElement = (source: string): string =>
  replaceAll(source, [['render(<App />)', 'render(App)']]);

function replaceAll(source: string, changes: Array<[string, string]>): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) {
      throw new Error(
        `The generated app has changed, so this test has to: it does not have ${from}`,
      );
    }
    return text.replace(from, () => to);
  }, source);
}
