import { expect, Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from './accessibility';
import { onEachLook } from './appearance';
import { inRoot } from './paths';
import { expectBigTargets } from './targets';

/** The title of a page has lines enough for its words. */
const expectWholeTitle = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() =>
        [...document.querySelectorAll('h2[class*="bui-HeaderTitle"]')]
          .filter(title => title.scrollWidth > title.clientWidth + 1)
          .map(title => title.textContent),
      ),
    )
    .toEqual([]);

/**
 * Checks a state of a page in both themes and at the widths of a desk and of a telephone, and keeps a picture of each.
 *
 * @param name - of the pictures, below `.cache/e2e`
 */
export async function checkLooks(page: Page, name: string): Promise<void> {
  await onEachLook(page, async look => {
    await expectAccessible(page);
    await expectBigTargets(page);
    await expectNoSideScroll(page);
    await expectWholeTitle(page);
    await page.screenshot({
      path: inRoot(`.cache/e2e/${name}-${look}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  });
}
