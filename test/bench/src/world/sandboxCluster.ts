import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Entity } from '@backstage/catalog-model';
import { parse, parseAllDocuments } from 'yaml';
import { BenchCluster } from './BenchCluster';

const root = join(__dirname, '../../../..');

/** Starts a sandbox with a fleet in a separate process. */
export async function sandboxCluster(options: {
  workloads: number;
  folder: string;
}): Promise<BenchCluster> {
  const state = join(options.folder, 'sandbox');
  const began = performance.now();
  const sandbox = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(root, 'packages/sandbox/src/cli.ts'),
      ...['--scenario', join(root, 'test/bench/scenario')],
      ...['--json', '--state-dir', state],
      ...['--fleet', String(options.workloads)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: sandbox.stdout }).once('line', () => resolve());
    sandbox.once('exit', code =>
      reject(new Error(`The sandbox ended with code ${code}`)),
    );
  });
  return {
    loadedMs: performance.now() - began,
    config: parse(readFileSync(join(state, 'app-config.sandbox.yaml'), 'utf8')),
    entities: readEntities(
      readFileSync(join(state, 'catalog/all.yaml'), 'utf8'),
    ),
    kubeconfig: join(state, 'kubeconfig'),
    async close() {
      sandbox.removeAllListeners('exit');
      const ended = new Promise(resolve => {
        sandbox.once('exit', resolve);
      });
      sandbox.kill('SIGTERM');
      await ended;
    },
  };
}

/** Entities of a catalog file, each with a namespace. */
export function readEntities(text: string): Entity[] {
  return parseAllDocuments(text)
    .map(document => document.toJS() as Entity)
    .filter(Boolean)
    .map(entity => ({
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
    }));
}
