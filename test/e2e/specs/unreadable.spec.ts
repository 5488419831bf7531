import { openServices } from '../support/mainJob';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

test('a cluster that refuses us is named, and is in no figure', async ({
  page,
  world,
}) => {
  await signIn(page, '/irsa');
  await openServices(page);

  await expect(page.getByText('Not everything could be read')).toBeVisible();
  await expect(page.getByText(/on-prem-2/).first()).toBeVisible();
  await expect(page.getByText('2 of 3 read')).toBeVisible();

  const response = await world.portal.request('/workloads?cluster=on-prem-2');
  const { items } = (await response.json()) as {
    items: Array<{ status: string }>;
  };
  expect(items.every(({ status }) => status === 'unknown')).toBe(true);
});
