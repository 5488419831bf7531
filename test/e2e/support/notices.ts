import { Page } from '@playwright/test';
import { expect } from './test';

/**
 * Waits until no notice lies over the page. The portal shows each for 15 seconds in the corner where tables have their
 * page buttons, a few at a time, and for longer while the mouse rests on it.
 */
export async function withoutNotices(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await expect(page.locator('.notistack-CollapseWrapper')).toHaveCount(0, {
    timeout: 75_000,
  });
}
