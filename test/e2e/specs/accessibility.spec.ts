import { Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { expectVisibleFocus } from '../support/focus';
import { onEachWidth, setTheme, themes } from '../support/appearance';
import { reviewPlan } from '../support/mainJob';
import { signIn } from '../support/signIn';
import { expectBigTargets } from '../support/targets';
import { expect, test } from '../support/test';

const pages = [
  { name: 'services', path: '/irsa/services', ready: 'production/test' },
  {
    name: 'services, none match',
    path: '/irsa/services?q=nothing-is-called-so',
    ready: /0 of \d+ services match these filters/,
  },
  {
    name: 'one service',
    path: '/irsa/services/eks-prod-eu/production/Deployment/test',
    ready: 'Where it gets credentials',
  },
  {
    name: 'first steps',
    path: '/irsa/services/first-steps',
    ready: 'Review a plan',
  },
  { name: 'migrations', path: '/irsa/migrations', ready: 'Migrations' },
  { name: 'preview', path: '/irsa/preview', ready: 'Preview access' },
  { name: 'trust', path: '/irsa/trust', ready: 'Who may assume which role' },
  {
    name: 'what a role can become',
    path: '/irsa/trust/reach?from=role&role=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fgithub-deployer',
    ready: 'Roles that github-deployer can assume',
  },
  {
    name: 'one role',
    path: '/irsa/trust/111122223333/github-deployer',
    ready: 'Who can assume it',
  },
  {
    name: 'unknown address',
    path: '/irsa/services/what',
    ready: 'There is no page at this address',
  },
  {
    name: 'unknown tab',
    path: '/irsa/nowhere',
    ready: 'There is no page at this address',
  },
];

for (const theme of themes) {
  test(`the focus can be seen on each control of the list, ${theme}`, async ({
    page,
  }) => {
    await setTheme(page, theme);
    await signIn(page, '/irsa/services');
    await expect(page.getByText('production/test').first()).toBeVisible();
    await expectVisibleFocus(page, 60);
  });
}

test('on a screen of 1280 px the whole list is seen: no column stands over another, and no action is cut', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, '/irsa/services');
  await expect(
    page.getByRole('main').getByText('production/test').first(),
  ).toBeVisible();
  const box = async (name: string) =>
    (await page
      .getByRole('columnheader', { name, exact: true })
      .boundingBox())!;
  const [owner, action] = [await box('Owner'), await box('Action')];
  expect(owner.x + owner.width).toBeLessThanOrEqual(action.x + 1);
  const room = await page
    .getByRole('row')
    .locator('td:last-child :is(a, button)')
    .evaluateAll(acts =>
      acts.map(act => {
        const cell = act.closest('td')!.getBoundingClientRect();
        return cell.right - act.getBoundingClientRect().right;
      }),
    );
  expect(room.filter(each => each < 0)).toEqual([]);
});

test('at 400 % zoom (360 px) no page scrolls sideways, and nothing moves for who wants no motion', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await setTheme(page, 'light');
  await page.setViewportSize({ width: 360, height: 225 });
  await signIn(page, '/irsa/services');
  for (const { path, ready } of pages) {
    await page.goto(path);
    await expect(
      page.getByRole('main').getByText(ready).first(),
    ).toBeAttached();
    await expectNoSideScroll(page);
    const moving = await page.evaluate(
      () =>
        document
          .querySelector('main')!
          .getAnimations({ subtree: true })
          .filter(
            ({ effect }) =>
              Number(effect?.getComputedTiming().activeDuration) > 0,
          ).length,
    );
    expect(moving, path).toBe(0);
  }
});

for (const width of [1024, 375]) {
  test(`the heat map is whole at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, '/irsa/services');
    const map = page.getByRole('group', { name: /^Static keys by cluster/ });
    await expect(map).toBeVisible();
    const [content, room] = await map.evaluate(
      ({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth],
    );
    expect(content).toBeLessThanOrEqual(room);
  });
}

test('the theme changes without a reload, and without losing its words in forced colours', async ({
  page,
}) => {
  await setTheme(page, 'light');
  await signIn(page, '/irsa/services');
  await expect(page.getByText('production/test').first()).toBeVisible();
  const colour = () =>
    page.locator('main').evaluate(element => getComputedStyle(element).color);
  const light = await colour();
  await page.evaluate(() => {
    document
      .querySelectorAll('[data-theme-mode]')
      .forEach(element => element.setAttribute('data-theme-mode', 'dark'));
  });
  await expect.poll(colour).not.toBe(light);
  await page.emulateMedia({ forcedColors: 'active' });
  const row = page.getByRole('row', { name: /production\/test/ });
  await expect(row.getByText('Static key')).toBeVisible();
  await expect(row.getByText('Medium')).toBeVisible();
});

/** At the widths of a desk and of a telephone. */
const checkEachWidth = (page: Page) =>
  onEachWidth(page, async () => {
    await expectAccessible(page);
    await expectBigTargets(page);
    await expectNoSideScroll(page);
  });

for (const theme of themes) {
  test.describe(`${theme}, 1440 and 375 px`, () => {
    for (const { name, path, ready } of pages) {
      test(name, async ({ page }) => {
        await setTheme(page, theme);
        await signIn(page, path);
        await expect(
          page.getByRole('main').getByText(ready).first(),
        ).toBeVisible();
        await checkEachWidth(page);
      });
    }

    test('plan', async ({ page }) => {
      await setTheme(page, theme);
      await signIn(page, '/irsa');
      await reviewPlan(page, 'production/test');
      await checkEachWidth(page);
    });

    test('the question before a sign-off', async ({ page }) => {
      await setTheme(page, theme);
      await signIn(page, '/irsa/trust/111122223333/github-deployer');
      await page.getByRole('button', { name: 'Sign off', exact: true }).click();
      await expect(
        page.getByRole('dialog').getByRole('textbox', { name: /Comment/ }),
      ).toBeVisible();
      await checkEachWidth(page);
    });
  });
}
