import { expect, test } from '../support/test';
import { signIn } from '../support/signIn';

test.describe('the portal', () => {
  test('lets a guest in and shows the catalog', async ({ page }) => {
    await signIn(page);

    await expect(page).toHaveTitle(/Portal/);
    await expect(
      page.getByRole('heading', { name: /catalog/i }).first(),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'profile-api' }).first(),
    ).toBeVisible();
  });

  test('has AWS credentials in the sidebar, leading to the services', async ({
    page,
  }) => {
    await signIn(page);

    await page.getByRole('link', { name: 'AWS credentials' }).first().click();

    await expect(page).toHaveURL(/\/irsa(\/services)?$/);
    await expect(page.getByRole('table').first()).toBeVisible();
    await expect(page.getByText('production/test').first()).toBeVisible();
  });

  test('answers scripts that send its token, and nobody else', async ({
    world,
  }) => {
    const answer = await world.portal.request('/workloads');
    expect(answer.status).toBe(200);
    const anonymous = await world.portal.request('/workloads', {
      headers: { authorization: '' },
    });
    expect(anonymous.status).toBe(401);
  });
});
