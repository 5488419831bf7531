import { Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { Cluster } from '../support/Cluster';
import { atTheHost, openChangeRequest, PATIENT } from '../support/gitHost';
import { keyStates } from '../support/keyStates';
import { inRoot } from '../support/paths';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

const CLUSTER = 'eks-prod-eu';
const SECRET = 'invoices-aws';
/** The portal's time is the machine's: days become seconds. */
const SOAK_SECONDS = 40;
const COOLING_SECONDS = 20;

test.use({
  scenario: 'gitops',
  portalConfig: {
    irsa: {
      scan: { interval: { seconds: 10 } },
      soak: {
        duration: { seconds: SOAK_SECONDS },
        cooling: { seconds: COOLING_SECONDS },
      },
    },
  },
});

async function checked(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.screenshot({
    path: inRoot(`.cache/e2e/gitopsRetire/${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}

const act = (page: Page, name: string) => page.getByRole('button', { name });

async function openRequestForSecret(page: Page): Promise<void> {
  const button = act(page, 'Open change request for the Secret…');
  await expect(button).toBeEnabled({
    timeout: COOLING_SECONDS * 1000 + 60_000,
  });
  await expect(act(page, 'Delete Secret…')).toHaveCount(0);
  await button.click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Open change request' })
    .click();
  await expect(
    page.getByText(/It takes Secret billing\/invoices-aws out of Git/).first(),
  ).toBeVisible(PATIENT);
}

test('a service that Git owns goes from its static key to retired by two merges', async ({
  page,
  world,
}) => {
  test.setTimeout(480_000);
  const cluster = new Cluster(world.sandbox.kubeconfig, CLUSTER);
  const secrets = async () => {
    const { items } = await cluster.core.listNamespacedSecret({
      namespace: 'billing',
    });
    return items.map(({ metadata }) => metadata?.name);
  };

  await test.step('the first merge: the service runs on its role', async () => {
    await signIn(page, '/irsa');
    await openChangeRequest(page, 'billing/invoices');
    await atTheHost(page, 'Merge');
    await expect(page.getByText('runs on its role').first()).toBeVisible(
      PATIENT,
    );
  });

  await test.step('the key goes off, and cools', async () => {
    await expect(page.getByText('The soak is over')).toBeVisible({
      timeout: SOAK_SECONDS * 1000 + 60_000,
    });
    await act(page, 'Switch key off…').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Switch key off' })
      .click();
    await expect(page.getByText('The old key is off')).toBeVisible(PATIENT);
  });

  await test.step('a request for the Secret that a person closes', async () => {
    await openRequestForSecret(page);
    await checked(page, '1-waits-for-the-merge');
    await atTheHost(page, 'Close');
    await expect(act(page, 'Open change request for the Secret…')).toBeEnabled(
      PATIENT,
    );
    expect(await secrets()).toContain(SECRET);
  });

  await test.step('the second merge: the Secret is gone', async () => {
    await openRequestForSecret(page);
    const request = await atTheHost(page, 'Merge');
    expect(request).toContain('held AWS keys only');
    await expect(page.getByText('Deleted', { exact: true })).toHaveCount(
      1,
      PATIENT,
    );
    expect(await secrets()).not.toContain(SECRET);
    await expect(
      page
        .getByRole('region', { name: 'Change requests' })
        .getByRole('listitem'),
    ).toHaveText([/merged by/, /closed/, /Takes the Secret out.*merged by/]);
    await checked(page, '2-secret-gone');
  });

  await test.step('the key is deleted', async () => {
    await act(page, 'Delete key…').click();
    const dialog = page.getByRole('dialog');
    const title = await dialog.getByRole('heading').textContent();
    const [last4] = title!.match(/[A-Z0-9]{4}(?=\?$)/)!;
    await dialog.getByRole('textbox', { name: /last four/ }).fill(last4);
    await dialog.getByRole('button', { name: 'Delete key' }).click();
    await expect(page.getByText('The key is deleted')).toBeVisible(PATIENT);
    expect(await keyStates(world.sandbox, '111122223333', 'invoices')).toEqual(
      [],
    );
    await checked(page, '3-retired');
  });
});
