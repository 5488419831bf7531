import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

const tags = [
  'wcag2a',
  'wcag2aa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];

interface Exclusion {
  rule: string;
  /** Must match the name that axe gives the faulty element. */
  selector: string;
  /** Of what a page has to have for the fault to be there; absent when each page has it. */
  where?: string;
}

/**
 * Faults of the framework around our pages, which must be repaired there. No other fault is accepted.
 *
 * - The tab bar of the plugin header of @backstage/ui 0.18 names panels that do not exist.
 * - The framework's page layout draws that header outside of every landmark: its h1, hidden behind the breadcrumbs,
 *   and its tab bar.
 */
const exclusions: Exclusion[] = [
  {
    rule: 'aria-valid-attr-value',
    selector: '[class*="bui-PluginHeader"] [role="tab"]',
    // At an address that no tab has, none is selected, and only the selected one names a panel.
    where: '[class*="bui-PluginHeader"] [role="tab"][aria-selected="true"]',
  },
  {
    rule: 'region',
    selector:
      '[class*="bui-PluginHeader"] > [class*="bui-VisuallyHidden"], [class*="bui-PluginHeader"] > [class*="bui-Tabs"]',
  },
];

interface Fault {
  rule: string;
  impact?: string | null;
  help: string;
  target: string;
}

async function findFaults(page: Page): Promise<Fault[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(tags)
    .analyze();
  return violations.flatMap(violation =>
    violation.nodes.map(node => ({
      rule: violation.id,
      impact: violation.impact,
      help: violation.help,
      target: node.target.join(' '),
    })),
  );
}

async function excludes(
  page: Page,
  exclusion: Exclusion,
  fault: Fault,
): Promise<boolean> {
  if (fault.rule !== exclusion.rule) {
    return false;
  }
  return page
    .locator(fault.target)
    .first()
    .evaluate(
      (element, selector) => element.matches(selector),
      exclusion.selector,
      // The element may be gone; the page is then looked at again.
      { timeout: 2_000 },
    );
}

/** Waits while something moves that will end: in the middle of a fade, a text has colours that nobody chose. */
async function untilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' ||
          effect?.getComputedTiming().endTime === Infinity,
      ),
  );
}

/** Fails with every fault of the page that is ours, and with every exclusion that is no longer needed. */
async function lookForFaults(page: Page): Promise<void> {
  await untilStill(page);
  let rest = await findFaults(page);
  const unneeded: Exclusion[] = [];
  for (const exclusion of exclusions) {
    const left: Fault[] = [];
    for (const fault of rest) {
      if (!(await excludes(page, exclusion, fault))) {
        left.push(fault);
      }
    }
    const { where } = exclusion;
    const isDue = !where || (await page.locator(where).count()) > 0;
    if (isDue && left.length === rest.length) {
      unneeded.push(exclusion);
    }
    rest = left;
  }
  expect(rest, 'faults').toEqual([]);
  // An open dialog hides the page behind it, with the faults of the framework.
  if ((await page.getByRole('dialog').count()) === 0) {
    expect(unneeded, 'exclusions that can be deleted').toEqual([]);
  }
}

/**
 * Fails with every accessibility fault of the page that is ours and stays, and with every exclusion that is no longer
 * needed. A page that is being drawn anew has faults for an instant, such as a dialog on its way out.
 * Wait for the page's content first.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // React Aria announces a pressed button with an element that stays some seconds longer than the button.
  await expect(page.locator('[data-live-announcer] [role="img"]')).toHaveCount(
    0,
  );
  // On a busy machine, a single look takes longer than a quarter of a minute.
  await expect(() => lookForFaults(page)).toPass({ timeout: 60_000 });
}

/** Fails when the page is wider than the window, and stays so. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      ),
    )
    .toBeLessThanOrEqual(0);
}
