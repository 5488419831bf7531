import { Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { Cluster } from '../support/Cluster';
import { keyStates } from '../support/keyStates';
import { reviewPlan, startMigration, tick } from '../support/mainJob';
import { inRoot } from '../support/paths';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

const NAME = 'production/test';
const CLUSTER = 'eks-prod-eu';
const ACCOUNT = '111122223333';
const USER = 'profile-images-reader';
const SECRET = 'aws-secrets';
/** The portal's time is the machine's: days become seconds. */
const SOAK_SECONDS = 60;
const COOLING_SECONDS = 40;
/** All that the workload rests on takes several calls to read: long enough for an outage to begin in the middle of an act. */
const SLOW = { cluster: CLUSTER, latencyMs: 4_000 };
const AWAY = {
  cluster: CLUSTER,
  failNext: { count: 100_000, code: 503, reason: 'ServiceUnavailable' },
};
const WELL = { cluster: CLUSTER, clear: true, latencyMs: 0 };

test.use({
  portalConfig: {
    irsa: {
      // An account is read again only after this time: one that was read before the workload used its role would say so for five minutes.
      scan: { interval: { seconds: 10 } },
      soak: {
        duration: { seconds: SOAK_SECONDS },
        cooling: { seconds: COOLING_SECONDS },
      },
      migration: { longestPause: { seconds: 2 } },
    },
  },
});

const proof = (page: Page, text: string) =>
  page
    .getByRole('list', { name: 'What is proven' })
    .getByRole('listitem')
    .filter({ hasText: text });

const act = (page: Page, name: string) => page.getByRole('button', { name });

/** Checks a state: accessible, and no word that claims more than was seen. */
async function checked(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.screenshot({
    path: inRoot(`.cache/e2e/retire/${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}

/** Nothing says that the service was shown to work without its key, or that things are as they were. */
async function expectNothingClaimed(page: Page): Promise<void> {
  const worksWithout = proof(page, 'Retired: works with the key off');
  await expect(worksWithout).toBeVisible();
  await expect(worksWithout.getByText('Proven', { exact: true })).toHaveCount(
    0,
  );
  await expect(page.getByText(/as (it was )?before|as it was/i)).toHaveCount(0);
}

test('the whole way of a key after the switch: soak, a decision, off, cooling, deleted, its Secret gone', async ({
  page,
  world,
}) => {
  test.setTimeout(420_000);
  const { sandbox } = world;
  const cluster = new Cluster(sandbox.kubeconfig, CLUSTER);
  const keys = () => keyStates(sandbox, ACCOUNT, USER);
  const asked = () =>
    page.getByText(/^Switching the key off: (asked for|under way)/);

  await test.step('the soak: the key is active and cannot be switched off without a reason', async () => {
    await signIn(page, '/irsa');
    await reviewPlan(page, NAME);
    await startMigration(page);
    await expect(
      page.getByText(`${NAME} runs on its role`).first(),
    ).toBeVisible({ timeout: 120_000 });
    await expect(page.getByText(/left until/)).toBeVisible();
    await expectNothingClaimed(page);
    await act(page, 'Switch key off…').click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/The soak has not ended/)).toBeVisible();
    await expect(
      dialog.getByRole('button', { name: 'Switch key off' }),
    ).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(act(page, 'Delete key…')).toHaveCount(0);
    await checked(page, '1-soaking');
  });

  await test.step('the soak is over', async () => {
    await expect(page.getByText('The soak is over')).toBeVisible({
      timeout: SOAK_SECONDS * 1000 + 15_000,
    });
    await page.reload();
    await expect(page.getByText('The soak is over')).toBeVisible();
    await expectNothingClaimed(page);
    expect(await keys()).toEqual(['Active']);
    await checked(page, '2-soak-over');
  });

  await test.step('switching the key off: under way, through an outage and a new page', async () => {
    await sandbox.command('/faults', SLOW);
    await act(page, 'Switch key off…').click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/The soak has not ended/)).toHaveCount(0);
    // One cluster of this world cannot be read: somebody has to decide about it, by name.
    await expect(
      dialog.getByText(/may be used in on-prem-2, which could not be read/),
    ).toBeVisible();
    const confirm = dialog.getByRole('button', { name: 'Switch key off' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It is shut');
    await expect(confirm).toBeDisabled();
    await tick(
      dialog.getByRole('checkbox', { name: /on-prem-2 could not be read/ }),
    );
    await checked(page, '3-decision');
    await confirm.click();
    await expect(asked()).toBeVisible({ timeout: 60_000 });
    await sandbox.command('/faults', AWAY);
    await page.reload();
    await expect(asked()).toBeVisible();
    await expect(page.getByText(/Cannot reach cluster/).first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(act(page, 'Extend soak…')).toBeDisabled();
    await expect(act(page, 'Roll back')).toHaveCount(0);
    await expectNothingClaimed(page);
    expect(await keys()).toEqual(['Active']);
    await checked(page, '4-under-way');
    await sandbox.command('/faults', WELL);
    await expect(page.getByText('The old key is off')).toBeVisible({
      timeout: 60_000,
    });
    expect(await keys()).toEqual(['Inactive']);
    await expect(
      page.getByText(/The key must have been off for the whole cooling time/),
    ).toBeVisible();
    await expect(act(page, 'Delete key…')).toBeDisabled();
  });

  await test.step('cooling: off, and shown to work so', async () => {
    await expect(act(page, 'Switch on again')).toBeEnabled();
    await expect(
      proof(page, 'Retired: works with the key off').getByText('Proven', {
        exact: true,
      }),
    ).toBeVisible({ timeout: 90_000 });
    await checked(page, '5-key-off');
  });

  await test.step('deleting the key: only by its last four characters', async () => {
    await page.reload();
    await expect(act(page, 'Delete key…')).toBeEnabled({
      timeout: COOLING_SECONDS * 1000 + 15_000,
    });
    await act(page, 'Delete key…').click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'Delete key' });
    const field = dialog.getByRole('textbox', { name: /last four/ });
    const title = await dialog.getByRole('heading').textContent();
    const [last4] = title!.match(/[A-Z0-9]{4}(?=\?$)/)!;
    await field.fill('nope');
    await expect(confirm).toBeDisabled();
    await checked(page, '6-delete-key');
    await field.fill(last4);
    await confirm.click();
    await expect(page.getByText('The key is deleted')).toBeVisible({
      timeout: 60_000,
    });
    expect(await keys()).toEqual([]);
    await checked(page, '7-retired');
  });

  await test.step('deleting the Secret: only by its name', async () => {
    await act(page, 'Delete Secret…').click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: /name of the Secret/ })
      .fill(SECRET);
    await dialog.getByRole('button', { name: 'Delete Secret' }).click();
    await expect(
      page.getByText(`Secret ${SECRET}`, { exact: true }),
    ).toBeVisible();
    await expect(page.getByText('Deleted', { exact: true })).toHaveCount(2, {
      timeout: 60_000,
    });
    await expect(act(page, 'Delete Secret…')).toHaveCount(0);
    await expect(act(page, 'Roll back')).toHaveCount(0);
    const { items } = await cluster.core.listNamespacedSecret({
      namespace: 'production',
    });
    expect(items.map(({ metadata }) => metadata?.name)).not.toContain(SECRET);
    const { status } = await cluster.readDeployment('production', 'test');
    expect(status?.readyReplicas).toBe(status?.replicas);
    await checked(page, '8-secret-gone');
  });
});
