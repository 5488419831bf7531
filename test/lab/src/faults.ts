import { createServer, connect, Server, Socket, AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl } from './controlPlane/kubectl';
import { localWebhook, WEBHOOK_CONFIGURATION } from './controlPlane/manifests';
import { apiServerReady } from './controlPlane/startControlPlane';
import { GateFault } from './gate/GateFaults';
import { LabDescription } from './LabDescription';
import { ProcessId } from './processes/processId';
import { Processes } from './processes/Processes';
import { LabSettings, readSettings } from './settings';
import { until } from './until';

const API_SERVER = 'kube-apiserver';

/** Kills the API server, as when its node fails. @returns the killed process */
export async function killApiServer(lab: LabDescription): Promise<ProcessId> {
  const processes = new Processes(lab.directory);
  const found = processes.find(API_SERVER);
  if (!found) {
    throw new Error('There is no API server to kill.');
  }
  await processes.stop(API_SERVER, 0);
  return found;
}

/** Starts the API server again with the same flags, unless it runs. Resolves when it is ready. */
export async function startApiServer(lab: LabDescription): Promise<ProcessId> {
  const processes = new Processes(lab.directory);
  await processes.start(processes.programOf(API_SERVER));
  await until(() => apiServerReady(settingsOf(lab)), {
    what: 'the API server is ready again',
  });
  return processes.find(API_SERVER)!;
}

/** Removes the pod identity webhook from the cluster's admission. */
export function webhookOff(lab: LabDescription): Promise<string> {
  return run(lab, [
    'delete',
    'mutatingwebhookconfiguration',
    WEBHOOK_CONFIGURATION,
    '--ignore-not-found',
  ]);
}

/** Puts the pod identity webhook back. */
export function webhookOn(lab: LabDescription): Promise<string> {
  return run(lab, ['apply', '-f', '-'], localWebhook(settingsOf(lab)));
}

/** Lets the gate refuse or delay the next `count` matching calls to AWS. */
export async function failAws(
  lab: LabDescription,
  fault: GateFault,
): Promise<void> {
  await control(lab, 'POST', JSON.stringify(fault));
}

/** Drops planned faults. @returns how many had not happened yet */
export async function clearAwsFaults(lab: LabDescription): Promise<number> {
  const left = Number(await control(lab, 'GET'));
  await control(lab, 'DELETE');
  return left;
}

export interface SlowWay {
  /** `https://127.0.0.1:PORT`. */
  url: string;
  /** Bytes passed on so far, in both directions. */
  passed(): number;
  close(): Promise<void>;
}

/** Opens another way to the API server, which delays all data by this many milliseconds in both directions. */
export function slowWay(
  lab: LabDescription,
  delayMs: number,
): Promise<SlowWay> {
  const { port } = new URL(lab.kubernetes.server);
  const sockets = new Set<Socket>();
  const late = (act: () => void) => setTimeout(act, delayMs);
  let passed = 0;
  const count = (bytes: number) => {
    passed += bytes;
  };
  const server: Server = createServer(client => {
    const target = connect(Number(port), '127.0.0.1');
    for (const [from, to] of [
      [client, target],
      [target, client],
    ]) {
      sockets.add(from);
      from.on('data', data => {
        count(data.length);
        late(() => to.write(data));
      });
      from.on('end', () => late(() => to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
        passed: () => passed,
        close: () =>
          new Promise(done => {
            for (const socket of sockets) {
              socket.destroy();
            }
            server.close(() => done());
          }),
      }),
    );
  });
}

function settingsOf(lab: LabDescription): LabSettings {
  const first = new URL(lab.kubernetes.server).port;
  return {
    ...readSettings({ LAB_PORT: first, LAB_ISSUER: lab.kubernetes.issuer }),
    directory: lab.directory,
  };
}

function run(
  lab: LabDescription,
  args: string[],
  input?: object,
): Promise<string> {
  const binary = new Processes(lab.directory).programOf('etcd').command;
  return kubectl(binary, lab.kubernetes.kubeconfigFile, args, input);
}

async function control(
  lab: LabDescription,
  method: string,
  body?: string,
): Promise<string> {
  const token = readFileSync(join(lab.directory, 'pki', 'gate.token'), 'utf8');
  const response = await fetch(`${lab.aws.endpoint}/_gate/faults`, {
    method,
    body,
    headers: { 'x-gate-token': token },
  });
  if (!response.ok) {
    throw new Error(`The gate answered ${response.status}`);
  }
  return response.text();
}
