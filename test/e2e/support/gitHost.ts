import { Locator, Page } from '@playwright/test';
import { acknowledgeWarnings, reviewPlan } from './mainJob';
import { expect } from './test';

/** A wait is looked at again after seconds at first, and Argo CD applies a branch within a second. */
export const PATIENT = { timeout: 120_000 };

/** From the list of services to a migration that waits for its merge. */
export async function openChangeRequest(
  page: Page,
  name: string,
): Promise<void> {
  await reviewPlan(page, name);
  await expect(
    page.getByText('The change is made by a change request'),
  ).toBeVisible();
  await acknowledgeWarnings(page);
  await page.getByRole('button', { name: 'Open change request' }).click();
  await expect(page.getByText(/waits to be merged/).first()).toBeVisible(
    PATIENT,
  );
}

/** What a person does at the page of the host that the migration links to. */
export async function atTheHost(
  page: Page,
  button: string,
  link: Locator = page.getByRole('link', { name: 'Open its page' }),
): Promise<string> {
  const [host] = await Promise.all([
    page.context().waitForEvent('page'),
    link.click(),
  ]);
  const text = await host.locator('body').innerText();
  await host.getByRole('button', { name: button, exact: true }).click();
  await expect(host.getByText(/^(Merged|Closed)\b/).first()).toBeVisible();
  await host.close();
  return text;
}
