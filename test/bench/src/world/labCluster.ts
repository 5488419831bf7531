import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { generateFleet } from '../../../../packages/sandbox/src/fleet';
import { KubeObject } from '../../../../packages/sandbox/src/kubernetes/types';
import { Outside } from '../../../lab/src/mainJob/__testUtils__/Outside';
import { readSettings } from '../../../lab/src/settings';
import { startLab, stopLab } from '../../../lab/src/startLab';
import { requestWith } from './requestWith';
import { BenchCluster } from './BenchCluster';
import { quietObject } from './quietObject';
import { readEntities } from './sandboxCluster';

const MANIFESTS = join(__dirname, '../../../../docs/manifests');
const CONNECTIONS = 48;
/** Controllers write a status for each object, which makes lists slower meanwhile. */
const DEPLOYMENTS = '/apis/apps/v1/deployments';
const QUIET_MS = 3_000;
const LONGEST_MS = 300_000;

/**
 * Makes the fleet over HTTP on its own real control plane (`LAB_CACHE`, `LAB_PORT`). The portal has the rights of the
 * documented manifests. The keys belong to no user, because the emulator of IAM does not accept given key ids.
 */
export async function labCluster(options: {
  workloads: number;
  folder: string;
}): Promise<BenchCluster> {
  process.env.LAB_RUN = join(options.folder, 'lab');
  const settings = readSettings();
  const close = async () => {
    await stopLab(settings, { wipe: true });
  };
  try {
    const lab = await startLab(settings, line =>
      process.stderr.write(`lab: ${line}\n`),
    );
    const { kubernetes, aws } = lab;
    const fleet = generateFleet({
      workloads: options.workloads,
      account: aws.accountId,
      region: aws.region,
      now: Date.now(),
    });
    const began = performance.now();
    const config = new KubeConfig();
    config.loadFromFile(kubernetes.kubeconfigFile);
    const send = await requestWith(config);
    for (const [plural, objects] of fleet.objects) {
      await inParallel(objects, object =>
        send('POST', pathOf(plural, object), quietObject(object)),
      );
    }
    await quiet(async () => versionsOf(await send('GET', DEPLOYMENTS)));
    const loadedMs = performance.now() - began;
    const outside = new Outside(lab);
    await outside.applyFile(join(MANIFESTS, 'portal-rbac.yaml'));
    return {
      loadedMs,
      config: {
        aws: {
          accounts: [
            {
              accountId: aws.accountId,
              accessKeyId: aws.accessKeyId,
              secretAccessKey: aws.secretAccessKey,
            },
          ],
        },
        irsa: {
          clusters: [
            {
              name: 'lab',
              server: kubernetes.server,
              token: await outside.token('irsa-system', 'irsa-portal'),
              caData: Buffer.from(kubernetes.caPem).toString('base64'),
              accountId: aws.accountId,
              region: aws.region,
            },
          ],
          aws: { endpoint: aws.endpoint, region: aws.region },
        },
      },
      entities: readEntities(fleet.catalog),
      kubeconfig: kubernetes.kubeconfigFile,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function pathOf(plural: string, { apiVersion, metadata }: KubeObject): string {
  const group = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  return metadata.namespace
    ? `${group}/namespaces/${metadata.namespace}/${plural}`
    : `${group}/${plural}`;
}

async function inParallel<T>(
  all: readonly T[],
  work: (each: T) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < all.length) {
        await work(all[next++]);
      }
    }),
  );
}

/** Waits until no controller has written anything for a while. */
async function quiet(look: () => Promise<string>): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  let before = '';
  for (;;) {
    const now = await look();
    if (now === before || performance.now() > until) {
      return;
    }
    before = now;
    await pause(QUIET_MS);
  }
}

/** The versions of the objects, not that of the list, which grows with every change in the cluster. */
function versionsOf(list: string): string {
  const { items }: { items: KubeObject[] } = JSON.parse(list);
  return items.map(({ metadata }) => metadata.resourceVersion).join();
}
