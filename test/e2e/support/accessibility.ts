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

/**
 * The tab bar of @backstage/ui 0.18 names panels that do not exist. It is theirs to repair; everything else on the
 * page must be clean.
 */
const knownFault = {
  rule: 'aria-valid-attr-value',
  selector: '[class*="bui-PluginHeader"] [role="tab"]',
};

interface Fault {
  rule: string;
  impact?: string | null;
  help: string;
  target: string;
}

/** @param within - only what is inside this selector, such as the page without the portal's own sidebar */
async function findFaults(page: Page, within?: string): Promise<Fault[]> {
  const builder = new AxeBuilder({ page }).withTags(tags);
  if (within) builder.include(within);
  const { violations } = await builder.analyze();
  return violations.flatMap(violation =>
    violation.nodes.map(node => ({
      rule: violation.id,
      impact: violation.impact,
      help: violation.help,
      target: node.target.join(' '),
    })),
  );
}

async function isKnown(page: Page, fault: Fault): Promise<boolean> {
  if (fault.rule !== knownFault.rule) return false;
  return page
    .locator(fault.target)
    .first()
    .evaluate(
      (element, selector) => element.matches(selector),
      knownFault.selector,
    );
}

/** Fails with every accessibility fault of the page. Wait for its content before. */
export async function expectAccessible(
  page: Page,
  within = 'main',
): Promise<void> {
  const faults = await findFaults(page, within);
  const unknown: Fault[] = [];
  for (const fault of faults) {
    if (!(await isKnown(page, fault))) unknown.push(fault);
  }
  expect(unknown).toEqual([]);
}

/** Fails when the page is wider than the window. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window);
}
