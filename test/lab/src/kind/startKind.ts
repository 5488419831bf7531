import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { parse } from 'yaml';
import { writeAtomically } from '../files/writeAtomically';
import { LabProblem, LabProblemCode } from '../LabProblem';
import { keyFile, LabSettings } from '../settings';
import { kindConfig, kindName } from './kindConfig';
import { realWebhook, WEBHOOK_HOST, WebhookCertificate } from './realWebhook';

const YEAR_MS = 365 * 24 * 3600 * 1000;

/**
 * Marks this lab's cluster as one of kind. It is written before the cluster is made, so that `down` also finds an
 * incomplete one.
 */
const marker = ({ directory }: LabSettings) => join(directory, 'kind.json');

/**
 * Starts a kind cluster with the real pod identity webhook. @throws LabProblem `docker-missing`, `kind-missing`,
 * `kind-failed`
 */
export async function startKind(
  settings: LabSettings,
  say: (line: string) => void,
): Promise<void> {
  const name = kindName(settings);
  const kubeconfig = join(settings.directory, 'kubeconfig');
  run('docker', ['info'], {
    code: 'docker-missing',
    wayOut: ['Install Docker and start it, or leave --kind out.'],
  });
  const clusters = run('kind', ['get', 'clusters'], {
    code: 'kind-missing',
    wayOut: ['Install kind (https://kind.sigs.k8s.io), or leave --kind out.'],
  });
  writeAtomically(marker(settings), JSON.stringify({ name }));
  if (!clusters.split(/\s+/).includes(name)) {
    say(`kind makes the cluster ${name}`);
    const config = join(settings.directory, 'kind-config.json');
    writeAtomically(config, JSON.stringify(kindConfig(settings)));
    run(
      'kind',
      [
        ...['create', 'cluster', '--name', name, '--config', config],
        ...['--kubeconfig', kubeconfig, '--wait', '180s'],
      ],
      { code: 'kind-failed', wayOut: ['npm run lab -- down, and try again.'] },
    );
  }
  run(
    'kind',
    ['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig],
    {
      code: 'kind-failed',
      wayOut: ['npm run lab -- down, and try again.'],
    },
  );
  writeAtomically(keyFile(settings, 'ca.crt'), authorityOf(kubeconfig));
  const kubectl = (args: string[], input?: object) =>
    run('kubectl', ['--kubeconfig', kubeconfig, ...args], {
      code: 'kubernetes-refused',
      wayOut: ['npm run lab -- down, and try again.'],
      input,
    });
  say('the pod identity webhook starts');
  kubectl(['apply', '-f', '-'], {
    apiVersion: 'v1',
    kind: 'List',
    items: realWebhook(await certificate()),
  });
  kubectl([
    ...['-n', 'kube-system', 'rollout', 'status'],
    ...['deployment/pod-identity-webhook', '--timeout=180s'],
  ]);
}

/** Deletes exactly the cluster that was made for this lab. @returns whether there was one */
export function stopKind(settings: LabSettings): boolean {
  if (!existsSync(marker(settings))) {
    return false;
  }
  const { name } = JSON.parse(readFileSync(marker(settings), 'utf8'));
  run('kind', ['delete', 'cluster', '--name', name], {
    code: 'kind-failed',
    wayOut: [`Delete it by hand: kind delete cluster --name ${name}`],
  });
  rmSync(marker(settings));
  return true;
}

interface Otherwise {
  code: LabProblemCode;
  wayOut: string[];
  input?: object;
}

function run(command: string, args: string[], otherwise: Otherwise): string {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: process.env,
    input: otherwise.input ? JSON.stringify(otherwise.input) : '',
    maxBuffer: 16 * 1024 * 1024,
  });
  if (error || status !== 0) {
    throw new LabProblem(
      otherwise.code,
      error
        ? `There is no \`${command}\` on the PATH.`
        : `${command} ${args.join(' ')}\n${stderr.trim().slice(-1500)}`,
      otherwise.wayOut,
    );
  }
  return stdout;
}

function authorityOf(kubeconfig: string): string {
  const { clusters } = parse(readFileSync(kubeconfig, 'utf8'));
  return Buffer.from(
    clusters[0].cluster['certificate-authority-data'],
    'base64',
  ).toString();
}

/** A certificate for the webhook's Service, from its own authority. */
async function certificate(): Promise<WebhookCertificate> {
  const dates = {
    notBeforeDate: new Date(Date.now() - 3600_000),
    notAfterDate: new Date(Date.now() + YEAR_MS),
  };
  const options = { keyType: 'ec', algorithm: 'sha256', ...dates } as const;
  const ca = await generate([{ name: 'commonName', value: 'irsa-lab-kind' }], {
    ...options,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const made = await generate([{ name: 'commonName', value: WEBHOOK_HOST }], {
    ...options,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: WEBHOOK_HOST }],
      },
    ],
  });
  return { ca: ca.cert, certificate: made.cert, key: made.private };
}
