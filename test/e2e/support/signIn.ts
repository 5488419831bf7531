import { Page } from '@playwright/test';

/** Opens a page of the portal as a new visitor, and signs in first. */
export async function signIn(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  await enter.click();
  await enter.waitFor({ state: 'hidden' });
}
