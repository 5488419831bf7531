import { Page } from '@playwright/test';
import { inRoot } from './paths';
import { expect } from './test';

const withoutMotion = { animations: 'disabled', caret: 'hide' } as const;

/** Waits until nothing lies over the page: the portal shows new notifications for some seconds in its corner. */
export async function picture(
  page: Page,
  name: string,
  options: { fullPage?: boolean } = {},
): Promise<void> {
  await expect(page.locator('.notistack-CollapseWrapper')).toHaveCount(0, {
    timeout: 30_000,
  });
  await page.screenshot({
    path: inRoot('docs/images', `${name}.png`),
    ...withoutMotion,
    ...options,
  });
}
