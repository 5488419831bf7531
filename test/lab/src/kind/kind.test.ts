import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../settings';
import { kindConfig, kindName } from './kindConfig';
import { realWebhook, WEBHOOK_HOST } from './realWebhook';
import { startKind, stopKind } from './startKind';

const ISSUER = 'https://oidc.example.com/id/1';

describe('kindConfig', () => {
  const config = kindConfig(
    readSettings({ LAB_PORT: '64600', LAB_ISSUER: ISSUER }),
  ) as any;

  it('listens on loopback only, under the port of the lab', () => {
    expect(config.networking).toEqual({
      apiServerAddress: '127.0.0.1',
      apiServerPort: 64600,
    });
  });

  it('issues tokens under the issuer of the lab, whichever form kubeadm takes', () => {
    const [map, list] = config.nodes[0].kubeadmConfigPatches.map(JSON.parse);
    expect(map).toMatchObject({
      apiVersion: 'kubeadm.k8s.io/v1beta3',
      apiServer: { extraArgs: { 'service-account-issuer': ISSUER } },
    });
    expect(list.apiVersion).toBe('kubeadm.k8s.io/v1beta4');
    expect(list.apiServer.extraArgs).toContainEqual({
      name: 'service-account-issuer',
      value: ISSUER,
    });
  });
});

it('the webhook is called by its Service, with the authority of its certificate', () => {
  const items = realWebhook({ ca: 'CA', certificate: 'C', key: 'K' }) as any[];
  const of = (kind: string) => items.find(each => each.kind === kind);
  const [webhook] = of('MutatingWebhookConfiguration').webhooks;
  expect(webhook).toMatchObject({
    name: 'iam-for-pods.amazonaws.com',
    failurePolicy: 'Ignore',
    clientConfig: {
      service: { name: 'pod-identity-webhook', namespace: 'kube-system' },
      caBundle: Buffer.from('CA').toString('base64'),
    },
  });
  expect(webhook.clientConfig).not.toHaveProperty('url');
  const [container] = of('Deployment').spec.template.spec.containers;
  expect(container.command).toContain('--annotation-prefix=eks.amazonaws.com');
  expect(of('Service').spec.ports[0].targetPort).toBe(8443);
});

describe('startKind', () => {
  const path = process.env.PATH;
  let folder: string;
  let directory: string;
  const calls = () =>
    existsSync(join(folder, 'calls'))
      ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
      : [];
  const settings = () => ({
    ...readSettings({ LAB_PORT: '64600', LAB_ISSUER: ISSUER }),
    directory,
  });

  /** Programs that record how they were called. */
  const fake = (name: string, script: string) => {
    const file = join(folder, 'bin', name);
    writeFileSync(
      file,
      `#!/bin/sh\necho "${name} $*" >>${folder}/calls\n${script}\n`,
    );
    chmodSync(file, 0o755);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'irsa-kind-'));
    directory = join(folder, 'run');
    mkdirSync(join(folder, 'bin'));
    mkdirSync(directory);
    process.env.PATH = `${join(folder, 'bin')}:/usr/bin:/bin`;
    const ca = Buffer.from('THE CA').toString('base64');
    const kubeconfig = `{"clusters":[{"cluster":{"certificate-authority-data":"${ca}"}}]}`;
    fake('docker', '');
    fake(
      'kind',
      `case "$1" in
get) cat ${folder}/clusters 2>/dev/null ;;
create) echo "$4" >${folder}/clusters ;;
export) while [ "$1" != --kubeconfig ]; do shift; done; echo '${kubeconfig}' >"$2" ;;
delete) rm ${folder}/clusters ;;
esac
exit 0`,
    );
    fake('kubectl', `cat >>${folder}/applied`);
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes a cluster and the webhook, once, and deletes exactly that cluster', async () => {
    const name = kindName(settings());
    await startKind(settings(), () => {});
    expect(calls().map(call => call.split(' ').slice(0, 3).join(' '))).toEqual([
      'docker info',
      'kind get clusters',
      'kind create cluster',
      'kind export kubeconfig',
      `kubectl --kubeconfig ${directory}/kubeconfig`,
      `kubectl --kubeconfig ${directory}/kubeconfig`,
    ]);
    expect(readFileSync(join(directory, 'pki', 'ca.crt'), 'utf8')).toBe(
      'THE CA',
    );
    const applied = JSON.parse(readFileSync(join(folder, 'applied'), 'utf8'));
    expect(applied.items.map(({ kind }: any) => kind)).toContain(
      'MutatingWebhookConfiguration',
    );
    const { data } = applied.items.find(({ kind }: any) => kind === 'Secret');
    expect(Buffer.from(data['tls.crt'], 'base64').toString()).toMatch(
      /^-----BEGIN CERTIFICATE-----/,
    );
    await startKind(settings(), () => {});
    expect(calls().filter(call => call.includes('create'))).toHaveLength(1);

    expect(stopKind(settings())).toBe(true);
    expect(calls().at(-1)).toBe(`kind delete cluster --name ${name}`);
    expect(stopKind(settings())).toBe(false);
  });

  it.each([
    ['docker', 'docker-missing'],
    ['kind', 'kind-missing'],
  ])('says so when there is no %s', async (program, code) => {
    rmSync(join(folder, 'bin', program));
    process.env.PATH = join(folder, 'bin');
    await expect(startKind(settings(), () => {})).rejects.toMatchObject({
      code,
      wayOut: [expect.stringContaining('leave --kind out')],
    });
    expect(stopKind(settings())).toBe(false);
  });

  it('a cluster that did not come up can be taken down', async () => {
    fake(
      'kind',
      '[ "$1" = create ] && { echo "no space left" >&2; exit 1; }; exit 0',
    );
    await expect(startKind(settings(), () => {})).rejects.toMatchObject({
      code: 'kind-failed',
      message: expect.stringContaining('no space left'),
    });
    expect(stopKind(settings())).toBe(true);
  });

  it('the name in the certificate is that of the Service', () => {
    expect(WEBHOOK_HOST).toBe('pod-identity-webhook.kube-system.svc');
  });
});
