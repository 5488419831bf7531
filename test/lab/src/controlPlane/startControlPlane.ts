import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join, resolve } from 'node:path';
import { writeAtomically } from '../files/writeAtomically';
import { Processes } from '../processes/Processes';
import { keyFile, LabSettings } from '../settings';
import { until } from '../until';
import { ensureKeys, kubeconfigOf } from './keys';
import { kubectl } from './kubectl';
import { firstManifests } from './manifests';
import { ControlPlaneProgram, controlPlanePrograms } from './programs';

// eslint-disable-next-line no-restricted-syntax
const FAILING_PODS = resolve(__dirname, '../../go/fail.yaml');

/**
 * Starts the programs that do not run yet, and waits until Pods can be scheduled. A second call changes nothing.
 *
 * @throws LabProblem when a program ends or is not ready in time
 */
export async function startControlPlane(
  binary: string,
  settings: LabSettings,
  processes: Processes,
): Promise<void> {
  const { directory, ports } = settings;
  const kubeconfig = join(directory, 'kubeconfig');
  await ensureKeys(settings);
  writeAtomically(kubeconfig, kubeconfigOf(settings, 'admin'));
  for (const user of ['controller-manager', 'scheduler'] as const) {
    writeAtomically(
      join(directory, `${user}.kubeconfig`),
      kubeconfigOf(settings, user),
    );
  }
  const stages = join(directory, 'stages.yaml');
  if (!existsSync(stages)) {
    const own = execFileSync(binary, ['kwok-stages'], { encoding: 'utf8' });
    writeAtomically(
      stages,
      `${own}\n---\n${readFileSync(FAILING_PODS, 'utf8')}`,
    );
  }

  const programs = controlPlanePrograms(binary, settings);
  const start = (name: ControlPlaneProgram) => processes.start(programs[name]);
  const ready = (
    name: ControlPlaneProgram,
    what: string,
    ask: () => Promise<boolean>,
  ) =>
    until(ask, {
      what,
      check: () => {
        if (!processes.find(name)) {
          throw processes.ended(name);
        }
      },
      wayOut: [`See ${processes.logFile(name)}`],
    });
  const run = (args: string[], input?: object) =>
    kubectl(binary, kubeconfig, args, input);

  await start('etcd');
  await ready('etcd', 'etcd is healthy', async () => {
    const { ok } = await fetch(`http://127.0.0.1:${ports.etcdClient}/health`);
    return ok;
  });
  await start('kube-apiserver');
  await ready('kube-apiserver', 'the API server is ready', () =>
    apiServerReady(settings),
  );
  for (const name of [
    'kube-controller-manager',
    'kube-scheduler',
    'kwok',
    'pod-identity-webhook',
  ] as const) {
    await start(name);
  }
  await ready('pod-identity-webhook', 'the webhook answers', () =>
    answersOk(settings, ports.webhook, '/healthz'),
  );
  await run(['apply', '-f', '-'], {
    apiVersion: 'v1',
    kind: 'List',
    items: firstManifests(settings),
  });
  await ready('kwok', 'the Nodes are ready', async () => {
    const { items } = JSON.parse(await run(['get', 'nodes', '-o', 'json']));
    return items.every(
      ({ spec, status }: any) =>
        !spec.taints?.length &&
        status.conditions?.some(
          (each: any) => each.type === 'Ready' && each.status === 'True',
        ),
    );
  });
  await ready(
    'kube-controller-manager',
    'the default ServiceAccount is there',
    async () =>
      Boolean(await run(['get', 'sa/default', 'cm/kube-root-ca.crt'])),
  );
}

/** Whether the API server is ready, by `/readyz`. */
export function apiServerReady(settings: LabSettings): Promise<boolean> {
  return answersOk(
    settings,
    settings.ports.apiServer,
    '/readyz',
    readFileSync(keyFile(settings, 'admin.token'), 'utf8'),
  );
}

function answersOk(
  settings: LabSettings,
  port: number,
  path: string,
  token?: string,
): Promise<boolean> {
  return new Promise((done, fail) => {
    get(
      {
        host: '127.0.0.1',
        port,
        path,
        agent: false,
        ca: readFileSync(keyFile(settings, 'ca.crt')),
        headers: token ? { authorization: `Bearer ${token}` } : {},
        timeout: 5000,
      },
      response => {
        response.resume();
        done(response.statusCode === 200);
      },
    ).once('error', fail);
  });
}
