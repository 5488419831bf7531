import { expect, Page } from '@playwright/test';
import { withoutNotices } from './notices';
import { inRoot } from './paths';

const withoutMotion = { animations: 'disabled', caret: 'hide' } as const;

/** Draws the page once no notice lies over it, and nothing on it is pale because it is being read again. */
export async function picture(
  page: Page,
  name: string,
  options: { fullPage?: boolean } = {},
): Promise<void> {
  await withoutNotices(page);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.screenshot({
    path: inRoot('docs/images', `${name}.png`),
    ...withoutMotion,
    ...options,
  });
}
