import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inStockCache, releaseFolder } from './paths';
import { CommandError, run } from './run';

const secretKeyRef = { name: 'aws', key: 'id' };
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'web',
            env: [{ name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef } }],
          },
        ],
      },
    },
  },
};

/** The command line runs from its tarball in a folder that has nothing else. */
export async function auditFromTarball() {
  const cwd = mkdtempSync(path.join(tmpdir(), 'irsa-audit-'));
  writeFileSync(path.join(cwd, 'deployment.yaml'), JSON.stringify(DEPLOYMENT));
  const tarball = path.join(releaseFolder, 'irsa-audit.tgz');
  try {
    await run(
      'npx',
      ['--yes', '--package', tarball, 'irsa-audit', 'files', '.'],
      { cwd, logFile: inStockCache('logs', 'irsa-audit.log') },
    );
  } catch (error) {
    // 1: there is a static key.
    if (error instanceof CommandError && /static-aws/.test(error.output)) {
      return;
    }
    throw error;
  } finally {
    rmSync(cwd, { recursive: true });
  }
  throw new Error('irsa-audit did not find the key in deployment.yaml');
}
