import { mkdirSync } from 'node:fs';
import { openServices, reviewPlan, startMigration } from '../support/mainJob';
import { inRoot } from '../support/paths';
import { picture } from '../support/picture';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

test('pictures of the main pages', async ({ page }) => {
  mkdirSync(inRoot('docs/images'), { recursive: true });
  await signIn(page, '/irsa');
  await openServices(page);
  await expect(page.getByText('production/test').first()).toBeVisible();
  // Owners are known once the catalog has all of its entities.
  await expect(async () => {
    await page.getByRole('button', { name: 'Scan now' }).click();
    await expect(page.getByText('team-payments').first()).toBeVisible({
      timeout: 10_000,
    });
  }).toPass({ timeout: 120_000 });
  await page.setViewportSize({ width: 1440, height: 1300 });
  await picture(page, 'services');
  await page.setViewportSize({ width: 1440, height: 900 });

  await reviewPlan(page, 'production/test');
  await picture(page, 'plan', { fullPage: true });

  await startMigration(page);
  await expect(page.getByText(/runs on its role/).first()).toBeVisible({
    timeout: 120_000,
  });
  await picture(page, 'migration');

  const workload = 'eks-prod-eu/production/Deployment/test';
  await page.goto(`/irsa/preview?workload=${encodeURIComponent(workload)}`);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('Same (2 of 2)')).toBeVisible();
  await picture(page, 'preview');

  await page.goto('/irsa/trust');
  await expect(page.getByText('Who may assume which role')).toBeVisible();
  await picture(page, 'trust');
});
