import { expect, Locator, Page } from '@playwright/test';

/** Opens the list of services, signed in already. */
export async function openServices(page: Page, query = ''): Promise<void> {
  await page.goto(`/irsa/services${query}`);
  await expect(
    page.getByRole('heading', { name: 'Services with AWS credentials' }),
  ).toBeVisible();
}

/** Goes from the list to the plan of one workload. @param name - `namespace/name` */
export async function reviewPlan(page: Page, name: string): Promise<void> {
  await openServices(page, `?q=${encodeURIComponent(name.split('/')[1])}`);
  await page
    .getByRole('button', { name: `Review plan for ${name}`, exact: true })
    .click();
  await expect(page.getByText('Nothing has been changed yet.')).toBeVisible();
}

/** Acknowledges the warnings and starts the migration. */
export async function startMigration(page: Page): Promise<void> {
  await acknowledgeWarnings(page);
  await page.getByRole('button', { name: 'Start migration' }).click();
}

export async function acknowledgeWarnings(page: Page): Promise<void> {
  const boxes = page.getByRole('checkbox', { name: /I have seen this/ });
  for (const box of await boxes.all()) {
    await tick(box);
  }
}

/**
 * Ticks a box as people do, at the words beside it: the input itself is hidden behind the drawn box. A click that is
 * forced hits whatever lies above, such as the portal's notification, which stays as long as the mouse is on it.
 */
export async function tick(box: Locator): Promise<void> {
  await box.locator('xpath=ancestor::label').click();
  await expect(box).toBeChecked();
}

/** Rolls back the migration of the open page. */
export async function rollBack(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: /roll back$/i }).click();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await dialog.getByRole('textbox', { name: /Reason/ }).fill(reason);
  await dialog.getByRole('button', { name: 'Roll back' }).click();
  await expect(page.getByText(/everything is as it was/i).first()).toBeVisible({
    timeout: 60_000,
  });
}

/**
 * Signs the same request with key and role, and waits for the answer. @param workload - `cluster/namespace/kind/name`
 */
export async function comparePreview(
  page: Page,
  workload: string,
  object: string,
): Promise<void> {
  await page.goto(`/irsa/preview?workload=${encodeURIComponent(workload)}`);
  const field = page.getByRole('combobox', { name: /^Object/ });
  await field.fill(object);
  await field.press('Escape');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(
    page.getByRole('heading', { name: 'After: role' }),
  ).toBeVisible();
}

/** The signed link itself, as the page shows it on request. */
export async function revealLink(
  page: Page,
  call: string,
  side: string,
): Promise<string> {
  const answer = page.waitForResponse(response =>
    response.url().endsWith('/reveal'),
  );
  await page
    .getByRole('button', { name: `Reveal link: ${call} ${side}`, exact: true })
    .click();
  const { url } = await (await answer).json();
  await expect(
    page.getByLabel(`Link: ${call} ${side}`, { exact: true }),
  ).toBeVisible();
  return url;
}
