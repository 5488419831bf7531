import { Page } from '@playwright/test';

/** Goes to a page of the portal, and through the sign-in where one stands before it: the browser remembers a guest. */
export async function signIn(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  const settings = page.getByRole('link', { name: 'Settings' }).first();
  await enter.or(settings).first().waitFor();
  if (await enter.isVisible()) await enter.click();
  await settings.waitFor();
}
