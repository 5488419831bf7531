import { expect, Locator, Page } from '@playwright/test';

/** Nobody presses Tab more often than this. */
const MOST_STEPS = 150;

/**
 * Moves the focus there with Tab only, as people without a mouse do. Fails when the element cannot be reached.
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
