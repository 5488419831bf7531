import { Page } from '@playwright/test';

/** Goes to a page of the portal, as somebody it does not know yet, and through the sign-in that stands before it. */
export async function signIn(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  await enter.click();
  await enter.waitFor({ state: 'hidden' });
}
