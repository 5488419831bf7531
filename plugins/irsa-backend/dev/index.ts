import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { startSandbox } from '@internal/sandbox';
import { parse, parseAllDocuments } from 'yaml';

// The plugin alone, without sign-in: `yarn start` in this folder. With IRSA_SANDBOX it finds a sandbox of its own, with that
// scenario (`walkthrough`, for example); without, it works with what the app-config of this repository says. Try
//   curl http://127.0.0.1:7007/api/irsa/set-up
//   curl http://127.0.0.1:7007/api/irsa/workloads

const PORT = Number(process.env.PORT ?? 7007);

/** A sandbox, and the settings and entities with which a portal finds it. */
async function sandboxed(scenario: string) {
  const folder = mkdtempSync(join(tmpdir(), 'irsa-dev-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const sandbox = await startSandbox({ scenario });
  await sandbox.writeState(folder);
  const { catalog: _, ...settings } = parse(
    readFileSync(join(folder, 'app-config.sandbox.yaml'), 'utf8'),
  ) as JsonObject;
  const text = readFileSync(join(folder, 'catalog', 'all.yaml'), 'utf8');
  const entities = parseAllDocuments(text)
    .map(document => document.toJS() as Entity | null)
    .filter(entity => entity !== null)
    .map(entity => ({
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    }));
  return { settings, entities };
}

async function main(): Promise<void> {
  const scenario = process.env.IRSA_SANDBOX;
  const world = scenario ? await sandboxed(scenario) : undefined;
  const backend = createBackend();
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(catalogServiceMock.factory({ entities: world?.entities ?? [] }));
  if (world) {
    backend.add(
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: `http://127.0.0.1:${PORT}`,
            listen: { host: '127.0.0.1', port: PORT },
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          ...world.settings,
        },
      }),
    );
  }
  backend.add(import('../src'));
  await backend.start();
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
