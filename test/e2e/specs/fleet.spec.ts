import { readFileSync } from 'node:fs';
import { Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { Cluster } from '../support/Cluster';
import { tabTo } from '../support/keyboard';
import { openServices } from '../support/mainJob';
import { Portal } from '../support/Portal';
import { withoutNotices } from '../support/notices';
import { signIn } from '../support/signIn';
import { expectBigTargets } from '../support/targets';
import { expect, test } from '../support/test';

/**
 * Number of workloads. `FLEET_WORKLOADS=100000 npm run test:e2e -- fleet` tests the page with the fleet of a large
 * company.
 */
const size = Number(process.env.FLEET_WORKLOADS ?? 2000);

test.use({ fleet: size });

const CLUSTER = 'eks-prod-eu';

async function read<T>(portal: Portal, path: string): Promise<T> {
  const answer = await portal.request(path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

const total = async (portal: Portal, query: string) =>
  (await read<{ totalCount: number }>(portal, `/workloads?limit=1&${query}`))
    .totalCount;

const table = (page: Page) => page.getByRole('table', { name: 'Services' });
const firstRow = (page: Page) => table(page).getByRole('rowheader').first();
const number = (value: number) => value.toLocaleString('en-GB');
const range = (page: Page, of: number) =>
  page
    .locator('main')
    .getByText(new RegExp(`of ${number(of)}$`))
    .first();

/** Milliseconds until it is visible; printed with the test. */
async function timed(name: string, act: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  await act();
  test.info().annotations.push({
    type: 'time',
    description: `${name}: ${Math.round(performance.now() - startedAt)} ms`,
  });
}

test.afterEach(async ({}, info) => {
  const times = info.annotations.filter(({ type }) => type === 'time');
  if (times.length > 0) {
    console.log(
      [
        `${number(size)} workloads`,
        ...times.map(each => each.description),
      ].join('\n  '),
    );
  }
});

test('is filtered, sorted, turned to its end and handed out', async ({
  page,
  world: { portal },
}) => {
  test.setTimeout(180_000);
  await signIn(page, '/irsa');
  await timed('first rows', async () => {
    await openServices(page);
    await expect(firstRow(page)).toBeVisible();
  });
  const all = await total(portal, '');
  expect(all).toBeGreaterThan(size / 3);
  await expect(range(page, all)).toBeVisible();

  await test.step('sort', async () => {
    const { items } = await read<{
      items: { namespace: string; name: string }[];
    }>(portal, '/workloads?limit=1&sort=name');
    await timed('sort', async () => {
      await page.getByRole('columnheader', { name: 'Service' }).click();
      await expect(firstRow(page)).toContainText(
        `${items[0].namespace}/${items[0].name}`,
      );
    });
    await expect(page).toHaveURL(/sort=name/);
  });

  await test.step('filter by typing', async () => {
    const found = await total(portal, 'q=service-0001');
    await timed('search', async () => {
      await page
        .getByRole('searchbox', { name: 'Search services' })
        .fill('service-0001');
      await expect(range(page, found)).toBeVisible();
    });
    await expect(page).toHaveURL(/q=service-0001/);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(range(page, all)).toBeVisible();
  });

  await test.step('to the last page, and back by the browser', async () => {
    const last = (Math.ceil(all / 20) - 1) * 20;
    await withoutNotices(page);
    await timed('last page', async () => {
      await page.getByRole('button', { name: 'Last page' }).click();
      await expect(
        page
          .locator('main')
          .getByText(`${number(last + 1)}–${number(all)} of ${number(all)}`)
          .first(),
      ).toBeVisible();
    });
    await expect(page).toHaveURL(new RegExp(`offset=${last}`));
    await expect(page.getByRole('button', { name: /^Next/ })).toBeDisabled();
    await page.goBack();
    await expect(
      page
        .locator('main')
        .getByText(`1–20 of ${number(all)}`)
        .first(),
    ).toBeVisible();
  });

  await test.step('a figure of the heat map leads to what it counts', async () => {
    const map = page.getByRole('table', {
      name: 'Static keys by cluster and age',
    });
    const cell = map.getByRole('button', {
      name: new RegExp(`^${CLUSTER}, over 2 years: \\d+ workload`),
    });
    const count = Number((await cell.textContent())?.replace(/\D/g, ''));
    expect(count).toBeGreaterThan(0);
    await timed('heat map', async () => {
      await cell.click();
      await expect(range(page, count)).toBeVisible();
    });
    await expect(page).toHaveURL(/keyAge=d730/);
    await expect(
      page.getByRole('table', {
        name: `Static keys of ${CLUSTER} by namespace and age`,
      }),
    ).toBeVisible();
  });

  await test.step('exports what the filter matches', async () => {
    const query = new URL(page.url()).search.slice(1);
    const count = await total(portal, query);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const download = page.waitForEvent('download');
    await timed('CSV', async () => {
      await page.getByRole('menuitem', { name: /CSV/ }).click();
      await download;
    });
    const csv = readFileSync(await (await download).path(), 'utf8');
    const named = new Set(csv.match(/fleet-\d{4},\w+,service-\d{6}/g));
    expect(named.size, csv.slice(0, 600)).toBeGreaterThan(0);
    expect(named.size).toBeLessThanOrEqual(count);
  });
});

test('a copied address shows the same filter, order, page and columns', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  await signIn(page, '/irsa');
  await openServices(
    page,
    `?status=static&cluster=${CLUSTER}&sort=-severity&offset=20&limit=50&cols=severity,entity`,
  );
  const rows = async (tab: Page) => {
    // Each load fetches the whole portal again, which a busy machine gives slowly.
    await expect(firstRow(tab)).toBeVisible({ timeout: 45_000 });
    return table(tab).innerText();
  };
  const text = await rows(page);
  expect(text).toContain('Entity');
  expect(text).not.toContain('Owner');
  const copy = await context.newPage();
  await copy.goto(page.url());
  expect(await rows(copy)).toBe(text);
  await copy.reload();
  expect(await rows(copy)).toBe(text);
});

test('unknown is in no figure, and the cluster is named', async ({
  page,
  world: { portal },
}) => {
  const summary = await read<Record<string, number>>(portal, '/summary');
  const { rows } = await read<{
    rows: { name: string; isKnown: boolean; cells: { count: number }[] }[];
  }>(portal, '/heat-map');
  const counted = rows
    .filter(({ isKnown }) => isKnown)
    .flatMap(({ cells }) => cells)
    .reduce((sum, { count }) => sum + count, 0);
  expect(summary.withStaticKey).toBe(counted);
  await signIn(page, '/irsa');
  await openServices(page);
  await expect(
    page.getByRole('button', {
      name: new RegExp(`^${number(counted)} with a static key`),
    }),
  ).toBeVisible();
  await expect(page.getByText(/on-prem-2 refuses/)).toBeVisible();
  const row = page.getByRole('row', { name: /on-prem-2/ });
  await expect(row.getByText('could not be read').first()).toBeAttached();
});

test('works with the keyboard alone', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, '/irsa/services');
  await expect(firstRow(page)).toBeVisible();

  await test.step('views: save this one', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Views', exact: true }));
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Save this view' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save this view' });
    await expect(dialog).toBeVisible();
    await tabTo(page, dialog.getByRole('textbox', { name: /Name/ }));
    await page.keyboard.type('All of them');
    await tabTo(page, dialog.getByRole('button', { name: 'Save' }));
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  });

  await test.step('columns', async () => {
    await tabTo(
      page,
      page.getByRole('button', { name: 'Columns', exact: true }),
    );
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('menuitemcheckbox', { name: 'Status' }),
    ).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(
      page.getByRole('button', { name: 'Columns', exact: true }),
    ).toBeFocused();
    await expect(
      table(page).getByRole('columnheader', { name: 'Status' }),
    ).toBeHidden();
    await expect(page).toHaveURL(/cols=/);
  });

  await test.step('export', async () => {
    await tabTo(
      page,
      page.getByRole('button', { name: 'Export', exact: true }),
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: /^CSV/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(
      page.getByRole('button', { name: 'Export', exact: true }),
    ).toBeFocused();
  });

  await test.step('heat map', async () => {
    await tabTo(
      page,
      page.getByRole('button', {
        name: new RegExp(`^${CLUSTER}, 1 to 2 years`),
      }),
    );
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/keyAge=d365/);
  });

  await test.step('filters', async () => {
    await tabTo(page, page.getByRole('searchbox', { name: 'Search services' }));
    await page.keyboard.type('service');
    await expect(page).toHaveURL(/q=service/);
    await tabTo(
      page,
      page.getByRole('search').getByRole('button', { name: /Severity/ }),
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: 'Critical' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/severity=medium/);
    await tabTo(page, page.getByRole('button', { name: 'Clear filters' }));
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/severity=/);
  });

  await test.step('table and its pages', async () => {
    await expect(firstRow(page)).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Last page' }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/offset=\d+/);
    await expect(
      page.getByRole('button', { name: 'Last page' }),
    ).toBeDisabled();
  });

  await test.step('sort by a column, and the other way around', async () => {
    const column = table(page).getByRole('columnheader', { name: 'Severity' });
    await tabTo(page, column.getByRole('button'), { back: true });
    await page.keyboard.press('Enter');
    await expect(column).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('Space');
    await expect(column).toHaveAttribute('aria-sort', 'descending');
    await expect(page).toHaveURL(/sort=-severity/);
  });

  await test.step('into a service', async () => {
    await page.goto(`/irsa/services?q=service-0001&sort=name`);
    const row = table(page).getByRole('row').nth(1);
    await expect(row).toBeVisible();
    await tabTo(page, page.getByRole('searchbox', { name: 'Search services' }));
    await tabTo(page, row.getByRole('link').first());
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/irsa\/services\/eks-prod-eu\//);
    await expect(page.getByText('Where it gets credentials')).toBeVisible();
  });
});

test('no secret value reaches the browser', async ({ page, world }) => {
  test.skip(size > 5000, 'too many Secrets to look for each');
  test.setTimeout(180_000);
  const admin = new Cluster(world.sandbox.kubeconfig, CLUSTER);
  const secrets = await admin.readSecretValues();
  expect(secrets.length).toBeGreaterThan(100);
  const seen: string[] = [];
  const console_: string[] = [];
  page.on('console', message => console_.push(message.text()));
  page.on('response', async response => {
    if (!response.url().includes('/api/')) {
      return;
    }
    seen.push(response.url(), await response.text().catch(() => ''));
  });
  await signIn(page, '/irsa/services?limit=100');
  await expect(firstRow(page)).toBeVisible();
  await firstRow(page).getByRole('link').click();
  await expect(page.getByText('Where it gets credentials')).toBeVisible();
  const storage = await page.evaluate(() =>
    JSON.stringify({ ...localStorage }),
  );
  const files = await Promise.all(
    ['csv', 'json', 'sarif', 'ocsf'].map(async format =>
      (await world.portal.request(`/exports/${format}?severity=high`)).text(),
    ),
  );
  const places = {
    answers: seen.join('\n'),
    page: await page.content(),
    console: console_.join('\n'),
    storage,
    exports: files.join('\n'),
  };
  expect(places.answers.length).toBeGreaterThan(10_000);
  for (const [place, content] of Object.entries(places)) {
    const found = secrets.filter(secret => content.includes(secret));
    expect(found.length, `secrets in: ${place}`).toBe(0);
  }
});

for (const width of [1440, 1400, 1280, 1024]) {
  test(`shows what can be done with each row at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, `/irsa/services?cluster=${CLUSTER}`);
    const button = page
      .getByRole('button', { name: /^Review plan for/ })
      .first();
    await expect(button).toBeVisible();
    const cut = await button.evaluate(element => {
      const { left, right } = element.getBoundingClientRect();
      const sides = [document.documentElement];
      for (let outer = element.parentElement; outer; ) {
        if (getComputedStyle(outer).overflowX !== 'visible') {
          sides.push(outer);
        }
        outer = outer.parentElement;
      }
      return sides
        .map(side => side.getBoundingClientRect())
        .filter(side => left < side.left - 1 || right > side.right + 1).length;
    });
    expect(cut).toBe(0);
  });
}

for (const width of [1440, 375]) {
  test(`is accessible at ${width} px, with targets big enough and no side scroll`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await signIn(
      page,
      `/irsa/services?cluster=${CLUSTER}&cols=severity,entity,serviceAccount,action`,
    );
    await expect(
      page.getByRole('link', { name: /^fleet-/ }).first(),
    ).toBeVisible();
    await expectAccessible(page);
    await expectBigTargets(page);
    await expectNoSideScroll(page);
  });
}
