import { expect, Page } from '@playwright/test';

/** WCAG 2.5.8, CSS pixels. */
const LEAST = 24;

/**
 * Fails with every control of ours that is too small. The rule exempts links in a line of text. Inputs that are hidden
 * behind a drawn control are left out too.
 */
export async function expectBigTargets(page: Page): Promise<void> {
  const small = await page.locator('main').evaluate((main, least) => {
    const controls = main.querySelectorAll<HTMLElement>(
      'button, [role="button"], input, select, textarea, summary, a',
    );
    return [...controls]
      .filter(element => element.checkVisibility())
      .filter(element => getComputedStyle(element).display !== 'inline')
      .filter(element => !element.closest('[data-react-aria-prevent-focus]'))
      .map(element => ({
        name: element.getAttribute('aria-label') ?? element.textContent?.trim(),
        // Who presses the label presses the box in it.
        box: (
          (element instanceof HTMLInputElement && element.closest('label')) ||
          element
        ).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 1 && box.height > 1)
      .filter(({ box }) => box.width < least || box.height < least)
      .map(
        ({ name, box }) =>
          `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`,
      );
  }, LEAST);
  expect(small, `controls below ${LEAST} × ${LEAST} px`).toEqual([]);
}
