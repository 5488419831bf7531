import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Cluster } from '../support/Cluster';
import {
  comparePreview,
  openServices,
  revealLink,
  reviewPlan,
  rollBack,
  startMigration,
} from '../support/mainJob';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

const NAME = 'production/test';
const WORKLOAD = 'eks-prod-eu/production/Deployment/test';

test.describe('the main job', () => {
  test.describe.configure({ mode: 'serial' });

  test('moves the service of the walk-through to a role, shows the proof, and takes it all back', async ({
    page,
    world,
  }) => {
    test.setTimeout(240_000);
    const cluster = new Cluster(world.sandbox.kubeconfig, 'eks-prod-eu');
    const secrets = await cluster.readSecretValues();
    expect(secrets.length).toBeGreaterThan(5);
    const before = await cluster.readDeployment('production', 'test');
    const seen: string[] = [];
    page.on('response', async response => {
      if (!response.url().includes('/api/')) {
        return;
      }
      seen.push(await response.text().catch(() => ''));
    });

    await test.step('list', async () => {
      await signIn(page, '/irsa');
      await openServices(page, '?q=test');
      const row = page.getByRole('row', { name: /production\/test/ });
      await expect(row.getByText('Static key')).toBeVisible();
    });

    await test.step('preview before', async () => {
      await comparePreview(page, WORKLOAD, 'alice.png');
      await expect(page.getByText('Could not be compared')).toBeVisible();
      await expect(
        page.getByText('Could not be tried', { exact: true }),
      ).toBeVisible();
    });

    await test.step('plan', async () => {
      await reviewPlan(page, NAME);
      await expect(page.getByText('What changes')).toBeVisible();
      await expect(page.getByText('Checks before start')).toBeVisible();
      await expect(
        page.getByText(/Nothing has been changed yet/),
      ).toBeVisible();
    });

    await test.step('start', async () => {
      await startMigration(page);
      await expect(page).toHaveURL(/\/irsa\/migrations\/[^/]+$/);
      await expect(
        page
          .getByText(`${NAME} runs on its role`)
          .or(page.getByText('test runs on its role'))
          .first(),
      ).toBeVisible({ timeout: 120_000 });
    });

    await test.step('proven', async () => {
      const proofs = page.getByRole('list', { name: 'What is proven' });
      for (const proof of [
        'Role proven before any pod was touched',
        'Injected: new pods carry the role and no static key',
      ]) {
        const item = proofs.getByRole('listitem').filter({ hasText: proof });
        await expect(item.getByText('Proven', { exact: true })).toBeVisible();
      }
      const during = await cluster.readDeployment('production', 'test');
      expect(JSON.stringify(during.spec)).not.toContain('aws-secrets');
    });

    const migration = page.url();
    await test.step('preview after', async () => {
      await comparePreview(page, WORKLOAD, 'alice.png');
      await expect(page.getByText('Same (2 of 2)')).toBeVisible();
      const url = await revealLink(page, 'GET', 'After: role');
      const answer = await page.request.get(url);
      expect(answer.status()).toBe(200);
      expect(answer.headers()['content-type']).toBe('image/png');
      await page.getByRole('button', { name: 'Ask AWS' }).click();
      await expect(
        page.getByRole('row', {
          name: /Amazon S3 \(s3\).*Allowed by the policies of both/,
        }),
      ).toBeVisible();
    });

    await test.step('rollback', async () => {
      await page.goto(migration);
      await rollBack(page, 'Only looking');
      const after = await cluster.readDeployment('production', 'test');
      expect(after.spec!.template.spec).toEqual(before.spec!.template.spec);
      await openServices(page, '?q=test');
      const row = page.getByRole('row', { name: /production\/test/ });
      // The status that was seen, and the migration beside it.
      await expect(
        row.getByText('Static key').or(row.getByText('Rolled back')).first(),
      ).toBeVisible();
      await expect(
        row.getByRole('link', { name: 'Rolled back' }),
      ).toBeVisible();
    });

    await test.step('no secret anywhere', async () => {
      const places = new Map<string, string>([
        ['responses', seen.join('\n')],
        ['page', await page.content()],
        ['log', readFileSync(world.portal.logFile, 'utf8')],
      ]);
      const database = path.join(world.portal.directory, 'database');
      // Journal files appear and disappear while the portal runs.
      const files = readdirSync(database).filter(
        file => !file.endsWith('-journal'),
      );
      for (const file of files) {
        places.set(
          `database ${file}`,
          readFileSync(path.join(database, file), 'latin1'),
        );
      }
      for (const [place, content] of places) {
        const found = secrets.filter(secret => content.includes(secret));
        expect(found.length, `secrets in: ${place}`).toBe(0);
      }
    });
  });

  test('a plan that no longer fits the world starts nothing, and says what moved', async ({
    page,
    world,
  }) => {
    const cluster = new Cluster(world.sandbox.kubeconfig, 'eks-prod-eu');
    await signIn(page, '/irsa');
    await reviewPlan(page, NAME);
    await cluster.annotateDeployment('production', 'test', {
      'example.org/changed': 'meanwhile',
    });
    const moved = await cluster.readDeployment('production', 'test');

    await startMigration(page);

    await expect(
      page.getByRole('alert').getByText('The plan is out of date'),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Use the new plan' }),
    ).toBeVisible();
    const after = await cluster.readDeployment('production', 'test');
    expect(after.spec).toEqual(moved.spec);
  });

  test('a backend that is killed in the middle goes on after its restart', async ({
    page,
    world,
  }) => {
    test.setTimeout(240_000);
    await signIn(page, '/irsa');
    await reviewPlan(page, NAME);
    await startMigration(page);
    await expect(page).toHaveURL(/\/irsa\/migrations\/[^/]+$/);

    await world.portal.kill();
    await world.portal.restart();

    // The browser remembers the guest.
    await page.goto(page.url());
    await expect(page.getByText(/runs on its role/).first()).toBeVisible({
      timeout: 150_000,
    });
    await rollBack(page, 'End of the test');
  });
});
