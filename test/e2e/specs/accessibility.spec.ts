import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { setTheme, themes, viewports } from '../support/appearance';
import { reviewPlan } from '../support/mainJob';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

const pages = [
  { name: 'services', path: '/irsa/services', ready: 'production/test' },
  {
    name: 'services, none match',
    path: '/irsa/services?q=nothing-is-called-so',
    ready: /0 of \d+ services match these filters/,
  },
  {
    name: 'one service',
    path: '/irsa/services/eks-prod-eu/production/Deployment/test',
    ready: 'Where it gets credentials',
  },
  { name: 'migrations', path: '/irsa/migrations', ready: 'Migrations' },
  { name: 'preview', path: '/irsa/preview', ready: 'Preview access' },
  { name: 'trust', path: '/irsa/trust', ready: 'Who may assume which role' },
];

for (const theme of themes) {
  for (const { name: width, ...size } of viewports) {
    test.describe(`${theme}, ${width} px`, () => {
      test.use({ viewport: size });

      for (const { name, path, ready } of pages) {
        test(name, async ({ page }) => {
          await setTheme(page, theme);
          await signIn(page, path);
          await expect(page.getByText(ready).first()).toBeVisible();
          await expectAccessible(page);
          await expectNoSideScroll(page);
        });
      }

      test('plan', async ({ page }) => {
        await setTheme(page, theme);
        await signIn(page, '/irsa');
        await reviewPlan(page, 'production/test');
        await expectAccessible(page);
        await expectNoSideScroll(page);
      });
    });
  }
}
