import { Page } from '@playwright/test';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Widths that people use: a desk and a telephone. */
export const viewports = [
  { name: '1440', width: 1440, height: 900 },
  { name: '375', width: 375, height: 800 },
] as const;

/** Chooses the theme as the settings page does, for the pages loaded from now on. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.addInitScript(
    name => window.localStorage.setItem('theme', name),
    theme,
  );
}

/**
 * Checks the open page at each width. The page stays open, because to load it takes longer than the checks; its window is as before
 * afterwards.
 */
export async function onEachWidth(
  page: Page,
  check: (width: number) => Promise<void>,
): Promise<void> {
  const before = page.viewportSize();
  for (const { width, height } of viewports) {
    await page.setViewportSize({ width, height });
    // What is laid out by script follows the window in the next frame, and draws in the one after.
    await page.evaluate(
      () =>
        new Promise<void>(resolve => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
    );
    await check(width);
  }
  if (before) {
    await page.setViewportSize(before);
  }
}

/**
 * Checks the open page in each theme and at each width, without loading it anew, so that a dialog stays open: light on a desk and
 * dark on a telephone. All four would take twice as long, and colours hardly depend on the width. The theme changes as the
 * settings page changes it, and is as before afterwards.
 */
export async function onEachLook(
  page: Page,
  check: (look: string) => Promise<void>,
): Promise<void> {
  const turn = (theme: Theme) =>
    page.evaluate(name => {
      document
        .querySelectorAll('[data-theme-mode]')
        .forEach(element => element.setAttribute('data-theme-mode', name));
    }, theme);
  const ofEach = themes.values();
  await onEachWidth(page, async width => {
    const { value: theme = 'light' } = ofEach.next();
    await turn(theme);
    await check(`${theme}-${width}`);
  });
  await turn('light');
}
