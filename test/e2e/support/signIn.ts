import { Page } from '@playwright/test';

/** Goes to a page of the portal and through the sign-in that stands before it. */
export async function signIn(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Settings' }).first().waitFor();
}
