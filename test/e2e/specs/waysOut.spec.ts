import {
  Coverage,
  Migration,
  Plan,
  WorkloadPage,
} from 'backstage-plugin-irsa-common';
import {
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { Page } from '@playwright/test';
import { checkLooks } from '../support/checkLooks';
import { Cluster } from '../support/Cluster';
import { tabTo } from '../support/keyboard';
import { reviewPlan, startMigration } from '../support/mainJob';
import { Portal } from '../support/Portal';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';
import { withIam } from '../support/withIam';

/** What cannot go on by itself says why, and what people can do. */

const NAME = 'production/test';
const CLUSTER = 'eks-prod-eu';
const ACCOUNT = '111122223333';
const RIGHT = 'iam:DetachRolePolicy';

test.use({
  portalConfig: {
    irsa: {
      scan: { interval: { seconds: 10 } },
      migration: { longestPause: { seconds: 2 } },
    },
  },
});

const checked = (page: Page, name: string) =>
  checkLooks(page, `waysOut/${name}`);

const act = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true });

/** The focus is on something that can be used, and not lost. */
const expectFocus = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => document.activeElement?.tagName ?? 'nothing'),
    )
    .not.toMatch(/BODY|HTML|nothing/);

test('a migration that is broken, stuck and drifted: each time, the page leads out of it by the keyboard', async ({
  page,
  world,
}) => {
  test.setTimeout(600_000);
  const { sandbox, portal } = world;
  const cluster = new Cluster(sandbox.kubeconfig, CLUSTER);
  const before = await cluster.readDeployment('production', 'test');

  await test.step('the soak is broken by a workload that is given its key again', async () => {
    await signIn(page, '/irsa');
    await reviewPlan(page, NAME);
    await startMigration(page);
    await expect(
      page.getByText(`${NAME} runs on its role`).first(),
    ).toBeVisible({ timeout: 120_000 });
    const now = await cluster.readDeployment('production', 'test');
    now.spec!.template = before.spec!.template;
    await cluster.apps.replaceNamespacedDeployment({
      namespace: 'production',
      name: 'test',
      body: now,
    });
    await expect(
      page.getByText(/^Soak broken: something that/).first(),
    ).toBeVisible({ timeout: 120_000 });
    await expect(
      page
        .getByRole('list', { name: 'What is no longer as it should be' })
        .getByText(/envFrom Secret aws-secrets in container test/)
        .first(),
    ).toBeVisible();
    // Those that were counted are not those that run.
    await expect(page.getByText(/new ready/)).toHaveCount(0);
    await checked(page, '1-soak-broken');
  });

  await test.step('a rollback that a missing right stops is led past its step, with a reason', async () => {
    const user = await portalUser(portal);
    const PolicyName = 'no-detaching';
    await withIam(sandbox, ACCOUNT, iam =>
      iam.send(
        new PutUserPolicyCommand({
          UserName: user,
          PolicyName,
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: { Effect: 'Deny', Action: RIGHT, Resource: '*' },
          }),
        }),
      ),
    );
    await tabTo(page, act(page, 'Roll back'));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
    const reason = dialog.getByRole('textbox', { name: /Reason/ });
    await expect(reason).toBeVisible();
    await checked(page, '2-roll-back');
    await tabTo(page, reason);
    await page.keyboard.type('It broke');
    await tabTo(page, dialog.getByRole('button', { name: 'Roll back' }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('A person must look at this')).toBeVisible({
      timeout: 120_000,
    });
    // It says which right is missing.
    await expect(page.getByText(new RegExp(RIGHT)).first()).toBeVisible();
    await expectFocus(page);
    await checked(page, '3-needs-human');
    await tabTo(page, act(page, 'Close as it is'));
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/cannot be continued/)).toBeVisible();
    await checked(page, '4-close');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(act(page, 'Close as it is')).toBeFocused();
    await tabTo(page, act(page, 'Skip this step'));
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/What this step made stays/)).toBeVisible();
    const confirm = dialog.getByRole('button', { name: 'Skip this step' });
    await expect(confirm).toBeDisabled();
    await checked(page, '5-skip');
    await tabTo(page, dialog.getByRole('textbox', { name: /Reason/ }));
    await page.keyboard.type('Removed by hand');
    await tabTo(page, confirm);
    await page.keyboard.press('Enter');
    await expect(
      page.getByText('Rolled back; not everything is as it was'),
    ).toBeVisible({ timeout: 120_000 });
    await expectFocus(page);
    await checked(page, '6-rolled-back');
    await withIam(sandbox, ACCOUNT, iam =>
      iam.send(new DeleteUserPolicyCommand({ UserName: user, PolicyName })),
    );
  });

  await test.step('what has drifted since the end is named, and nothing reassuring beside it', async () => {
    // The comparison is made once a day.
    await page.route(/\/api\/irsa\/migrations\/[^/?]+$/, async route => {
      const response = await route.fetch();
      const migration: Migration = await response.json();
      await route.fulfill({
        response,
        json: {
          ...migration,
          drift: {
            since: migration.startedAt,
            facts: [
              {
                object: `Deployment ${NAME}`,
                message: 'It has another ServiceAccount than before.',
              },
            ],
          },
        },
      });
    });
    await page.reload();
    await expect(page.getByText('Not as the migration left it')).toBeVisible();
    await expect(page.getByText(/everything is as it was/i)).toHaveCount(0);
    await checked(page, '7-drift');
  });
});

test('a plan that is blocked says what stands in its way, and what to do about it', async ({
  page,
  world,
}) => {
  test.setTimeout(240_000);
  const blocked = await blockedPlan(world.portal);
  await signIn(page, '/irsa');
  await page.goto(`/irsa/migrations/plans/${blocked}`);
  await expect(page.getByText(/Start is not possible:/).first()).toBeVisible();
  await expect(page.getByText(/^What to do: /).first()).toBeVisible();
  await checked(page, '8-blocked');
});

/** The IAM user as which the portal works. */
async function portalUser(portal: Portal): Promise<string> {
  const { accounts }: Coverage = await (
    await portal.request('/coverage')
  ).json();
  const { principal } = accounts.find(
    ({ accountId }) => accountId === ACCOUNT,
  )!;
  return principal!.split('/').at(-1)!;
}

/** The id of the plan of a service that cannot be moved as it is. */
async function blockedPlan(portal: Portal): Promise<string> {
  const list = await portal.request('/workloads?status=static&limit=100');
  const { items }: WorkloadPage = await list.json();
  for (const { cluster, namespace, kind, name } of items) {
    const answer = await portal.request('/plans', {
      method: 'POST',
      body: JSON.stringify({ workload: { cluster, namespace, kind, name } }),
    });
    const plan: Plan | undefined = answer.ok ? await answer.json() : undefined;
    if (plan?.status === 'blocked') {
      return plan.id;
    }
  }
  throw new Error('No plan of this world is blocked');
}
