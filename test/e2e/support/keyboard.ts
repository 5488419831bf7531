import { expect, Locator, Page } from '@playwright/test';

/** Further than this is no way that anybody goes. */
const MOST_STEPS = 150;

/**
 * Goes there with Tab alone, as somebody without a mouse does; fails when it cannot be reached.
 *
 * @param options - back: with Shift+Tab
 */
export async function tabTo(
  page: Page,
  target: Locator,
  options: { back?: boolean } = {},
): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const isThere = await target.evaluate(
      element => element === document.activeElement,
    );
    if (isThere) {
      return;
    }
    await page.keyboard.press(options.back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${target} cannot be reached with the keyboard`);
}
