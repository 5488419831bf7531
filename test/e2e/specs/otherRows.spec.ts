import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { onEachWidth, setTheme, themes } from '../support/appearance';
import { openServices } from '../support/mainJob';
import { signIn } from '../support/signIn';
import { expectBigTargets } from '../support/targets';
import { expect, test } from '../support/test';

/** Objects of the sandbox's clusters that have a key and run no Pods. */

for (const theme of themes) {
  test.describe(`${theme}, 1440 and 375 px`, () => {
    test('a ClusterIssuer is listed with a recipe, which its page tells', async ({
      page,
    }) => {
      await setTheme(page, theme);
      await signIn(page, '/irsa');
      await openServices(page, '?location=other');
      await page.getByRole('link', { name: 'How to fix letsencrypt' }).click();
      await expect(page).toHaveURL(
        /\/services\/eks-prod-eu\/-\/ClusterIssuer\.cert-manager\.io\/letsencrypt$/,
      );
      const remedy = page.getByRole('region', {
        name: 'How to do without the key',
      });
      await expect(remedy).toContainText('role of its own ServiceAccount');
      await expect(
        remedy.getByRole('link', { name: /How cert-manager describes it/ }),
      ).toHaveAttribute('href', /^https:\/\/cert-manager\.io\//);
      const places = page.getByRole('table', {
        name: 'Where it gets credentials',
      });
      await expect(
        places.getByText(/cert-manager\/route53-credentials/),
      ).toBeVisible();
      await expect(
        page.getByRole('table', { name: 'Access keys' }),
      ).toContainText('dns-solver');
      await expect(
        page.getByRole('button', { name: /Review plan/ }),
      ).toHaveCount(0);
      await onEachWidth(page, async () => {
        await expectAccessible(page);
        await expectBigTargets(page);
        await expectNoSideScroll(page);
      });
    });
  });
}

test('a Secret that nothing uses has a page, and no plan', async ({ page }) => {
  await signIn(page, '/irsa');
  await openServices(page, '?location=other');
  await page.getByRole('link', { name: 'Open ops/deployer-backup' }).click();
  await expect(
    page.getByRole('cell', { name: 'data of Secret deployer-backup' }),
  ).toBeVisible();
  await expect(page.getByText(/Nothing here seems to use it/)).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'How to do without the key' }),
  ).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Review plan/ })).toHaveCount(
    0,
  );
});
