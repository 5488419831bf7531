import { Page } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/accessibility';
import { acknowledgeWarnings, reviewPlan } from '../support/mainJob';
import { atTheHost, openChangeRequest, PATIENT } from '../support/gitHost';
import { inRoot } from '../support/paths';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

const NAME = 'billing/invoices';

test.use({ scenario: 'gitops' });
// The second test goes on with the world of the first.
test.describe.configure({ mode: 'serial' });

/** Checks a state as people see it. */
async function checked(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSideScroll(page);
  await page.screenshot({
    path: inRoot(`.cache/e2e/gitops/${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}

async function rollBack(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: /roll back$/i }).click();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await dialog.getByRole('textbox', { name: /Reason/ }).fill(reason);
  await dialog.getByRole('button', { name: 'Roll back' }).click();
}

const requests = (page: Page) =>
  page.getByRole('region', { name: 'Change requests' }).getByRole('listitem');

test('a service that Git owns moves to a role by a merge, and back by another one', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page, '/irsa');
  await reviewPlan(page, NAME);
  await expect(
    page.getByText(/^--- a\/invoices\/deployment.yaml/),
  ).toBeVisible();
  await checked(page, 'plan');
  await openChangeRequest(page, NAME);
  await checked(page, 'waits-for-the-merge');
  const request = await atTheHost(page, 'Merge');
  expect(request).toContain('Proven of these files');
  await expect(page.getByText('runs on its role').first()).toBeVisible(PATIENT);
  await expect(
    page.getByText(/Argo CD Application argocd\/invoices has applied/),
  ).toBeVisible();
  await expect(requests(page)).toHaveText([/merged by/]);
  await checked(page, 'soaking');

  await rollBack(page, 'Only a try');
  await expect(
    page.getByText(/It takes the migration back/).first(),
  ).toBeVisible(PATIENT);
  await checked(page, 'waits-for-the-revert');
  await atTheHost(page, 'Merge');
  await expect(page.getByText('Rolled back', { exact: true })).toBeVisible(
    PATIENT,
  );
  await expect(requests(page)).toHaveText([/merged by/, /merged by/]);
  await expect(
    page.getByText(/Its template is exactly as before/),
  ).toBeVisible();
  await checked(page, 'rolled-back');
});

test('a request that a person closes changes nothing, and asks what to do', async ({
  page,
}) => {
  test.setTimeout(200_000);
  await signIn(page, '/irsa');
  await openChangeRequest(page, NAME);
  await atTheHost(page, 'Close');
  await expect(
    page.getByText(/was closed.* without a merge/).first(),
  ).toBeVisible(PATIENT);
  await checked(page, 'closed');
  await rollBack(page, 'It was closed');
  await expect(page.getByText('Rolled back', { exact: true })).toBeVisible(
    PATIENT,
  );
  await expect(requests(page)).toHaveText([/closed/]);
});

test('the code of a service comes first: seen, opened, merged', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, '/irsa');
  await reviewPlan(page, 'billing/receipts');
  const code = page.getByRole('region', {
    name: 'First: the code of the service',
  });
  await expect(code.getByText(/^-.*aws_secret_access_key=/m)).toBeVisible();
  await expect(code).toContainText('Nothing else in the source is in the way');
  await checked(page, 'code');
  await code.getByRole('button', { name: 'Open code request' }).click();
  const request = await atTheHost(
    page,
    'Merge',
    code.getByRole('link', { name: /\/acme\/receipts\/pull\/1$/ }),
  );
  expect(request).toContain('-    aws_access_key_id=os.environ');
  await code.getByRole('button', { name: 'Ask its host again' }).click();
  await expect(code.getByText('Merged', { exact: true }).first()).toBeVisible();
  await expect(code).toContainText(/Merged at .* by ingrid/);
});

test('what Kustomize builds moves by a patch in its overlay', async ({
  page,
}) => {
  test.setTimeout(200_000);
  await signIn(page, '/irsa');
  await reviewPlan(page, 'billing/receipts');
  await expect(
    page.getByText(/^--- a\/receipts\/overlays\/prod\/kustomization.yaml/),
  ).toBeVisible();
  await expect(
    page.getByText(/Kustomize was run on receipts\/overlays\/prod/).first(),
  ).toBeVisible();
  await checked(page, 'kustomize');
  await acknowledgeWarnings(page);
  await page.getByRole('button', { name: 'Open change request' }).click();
  await expect(page.getByText(/waits to be merged/).first()).toBeVisible(
    PATIENT,
  );
  await atTheHost(page, 'Merge');
  await expect(page.getByText('runs on its role').first()).toBeVisible(PATIENT);
  await expect(
    page.getByText(/Argo CD Application argocd\/receipts has applied/),
  ).toBeVisible();
});
