import { acknowledgeWarnings, reviewPlan } from '../support/mainJob';
import { picture } from '../support/picture';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({ scenario: 'gitops' });

test('pictures of a change request', async ({ page }) => {
  await signIn(page, '/irsa');
  await reviewPlan(page, 'billing/invoices');
  await expect(
    page.getByText('The change is made by a change request'),
  ).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 1450 });
  await picture(page, 'change-request-plan');

  await acknowledgeWarnings(page);
  await page.getByRole('button', { name: 'Open change request' }).click();
  await expect(page.getByText(/waits to be merged/).first()).toBeVisible({
    timeout: 60_000,
  });
  await page.setViewportSize({ width: 1440, height: 1160 });
  await picture(page, 'change-request');
});
