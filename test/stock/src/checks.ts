import { Browser, Page } from '@playwright/test';
import { poll } from '../../e2e/support/poll';
import { RunningPortal } from './RunningPortal';

/** A workload with a static key, of the sandbox's scenario `portal`, and the entity it belongs to. */
const WORKLOAD = 'production/test';
const ENTITY = '/catalog/default/component/profile-api';
const ENTITY_REF = 'component:default/profile-api';
const PATIENCE_MS = 90_000;

/** The API gives workloads to those who may ask, and to nobody else. */
export async function checkApi(portal: RunningPortal): Promise<void> {
  await poll(
    async () => {
      const answer = await portal.request('/workloads?limit=100');
      // The portal is up before the plugin has opened its database; it says so.
      if (answer.status === 503) {
        return undefined;
      }
      if (!answer.ok) {
        throw new Error(
          `GET /workloads: ${answer.status} ${await answer.text()}`,
        );
      }
      return (await answer.text()).includes('"test"') ? true : undefined;
    },
    { deadline: PATIENCE_MS, what: `${WORKLOAD} in GET /workloads` },
  );
  await poll(
    async () => {
      const query = `limit=1&entityRef=${encodeURIComponent(ENTITY_REF)}`;
      const answer = await portal.request(`/workloads?${query}`);
      if ((await answer.json()).totalCount > 0) {
        return true;
      }
      // The clusters were read before the catalog was.
      await portal.request('/scans', { method: 'POST', body: '{}' });
      return undefined;
    },
    { deadline: PATIENCE_MS, what: `the workload of ${ENTITY_REF}` },
  );
  const anonymous = await portal.request('/workloads', {
    headers: { authorization: '' },
  });
  if (anonymous.status !== 401) {
    throw new Error(`Without a token GET /workloads gives ${anonymous.status}`);
  }
}

/** A guest comes by the sidebar to the list, and sees card and tab on a component's page. */
export async function checkPages(
  portal: RunningPortal,
  browser: Browser,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
  });
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  try {
    await page.goto(`${portal.url}/`);
    await enter(page);
    await page.getByRole('link', { name: 'AWS credentials' }).first().click();
    await page.getByText(WORKLOAD).first().waitFor();
    await page.goto(`${portal.url}${ENTITY}`);
    await enter(page);
    await page
      .getByText(/is given a static AWS key/)
      .first()
      .waitFor();
    await page.goto(`${portal.url}${ENTITY}/aws-credentials`);
    await enter(page);
    await page.getByText(WORKLOAD).first().waitFor();
  } catch (error) {
    const text = await page
      .locator('body')
      .innerText()
      .catch(() => '');
    throw new Error(`${error}\nThe page says:\n${text.slice(0, 1500)}`);
  } finally {
    await page.close();
  }
  if (errors.length > 0) {
    throw new Error(`Errors in the page: ${errors.join('\n')}`);
  }
}

/** Through the sign-in, where one stands before the page. */
export async function enter(page: Page) {
  const button = page.getByRole('button', { name: 'Enter' });
  const inside = page.getByRole('link', { name: /settings/i }).first();
  await button.or(inside).first().waitFor();
  if (await button.isVisible()) {
    await button.click();
  }
}
