import {
  CreateRoleCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { onEachWidth, setTheme, viewports } from '../support/appearance';
import { Sandbox } from '../support/Sandbox';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

const ACCOUNT = '111122223333';
const GITHUB = 'token.actions.githubusercontent.com';

function iamOf({ description }: Sandbox): IAMClient {
  const account = description.accounts.find(({ id }) => id === ACCOUNT)!;
  return new IAMClient({
    endpoint: account.endpoint,
    region: 'eu-west-1',
    credentials: {
      accessKeyId: account.rootAccessKeyId,
      secretAccessKey: account.rootSecretAccessKey,
    },
  });
}

const policyFor = (operator: string, subject: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
          [operator]: { [`${GITHUB}:sub`]: subject },
        },
      },
    ],
  });

/** Walked at the desk in one theme and on a telephone in the other; each page is checked at both widths. */
const walks = [
  { theme: 'light', viewport: viewports[0] },
  { theme: 'dark', viewport: viewports[1] },
] as const;

const checkEachWidth = (page: Page) =>
  onEachWidth(page, async () => {
    await expectAccessible(page);
    await expectNoSideScroll(page);
  });

for (const { theme, viewport } of walks) {
  test(`a reviewer's way: finding, proposal, what-if, sign-off, change outside, void, export; ${theme}, ${viewport.name} px`, async ({
    page,
    world,
  }) => {
    test.setTimeout(240_000);
    const role = `reviewed-${theme}`;
    const iam = iamOf(world.sandbox);
    await iam.send(
      new CreateRoleCommand({
        RoleName: role,
        AssumeRolePolicyDocument: policyFor(
          'ForAnyValue:StringLike',
          'repo:acme/shop:*',
        ),
      }),
    );
    await setTheme(page, theme);
    await page.setViewportSize(viewport);
    await signIn(page, '/irsa/trust');
    const open = async () => {
      await page.goto(`/irsa/trust/${ACCOUNT}/${role}`);
      await expect(page.getByText('Who can assume it')).toBeVisible();
    };
    // The portal reads an account at most once a minute.
    await expect(async () => {
      await page.goto('/irsa/trust');
      await expect(page.getByRole('link', { name: role })).toBeVisible({
        timeout: 5_000,
      });
    }).toPass({ timeout: 120_000 });
    await open();

    await expect(page.getByText('github-any-ref').first()).toBeVisible();
    await expect(page.getByText('Proposed change')).toBeVisible();
    await page
      .getByRole('textbox', { name: 'Policy to try' })
      .fill(policyFor('StringEquals', 'repo:acme/shop:ref:refs/heads/main'));
    await expect(
      page.getByText('Only those who are named here can assume the role.'),
    ).toBeVisible();
    await checkEachWidth(page);

    await page.getByRole('button', { name: 'Sign off', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: /Comment/ })
      .fill('Only the shop runs there, and it is watched.');
    await checkEachWidth(page);
    await dialog.getByRole('button', { name: 'Sign off' }).click();
    await expect(
      page.getByText('Somebody has looked at this policy as it is now.'),
    ).toBeVisible();

    await iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: role,
        PolicyDocument: policyFor('StringLike', 'repo:acme/*'),
      }),
    );
    iam.destroy();
    await open();
    await expect(page.getByText('Void', { exact: true })).toBeVisible();
    await expect(page.getByText(/^Let in since:/)).toBeVisible();
    await checkEachWidth(page);

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export evidence' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(
      new RegExp(`^trust-evidence-${ACCOUNT}-${role}-.*\\.zip$`),
    );
    const file = readFileSync(await download.path());
    expect(file.subarray(0, 2).toString()).toBe('PK');
    expect(file.toString('latin1')).toContain('since-sign-off.diff');
  });
}
