import { WorkloadSource } from 'backstage-plugin-irsa-common';
import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { MemoryHost } from './__testUtils__/MemoryHost';
import { CANARY, nothingFed, ROLE, URL, wanted } from './__testUtils__/orders';
import { composeAgain, planRequest } from './planRequest';

const MANIFEST = `# The shop's orders.
apiVersion: v1
kind: Secret
metadata: { name: orders-aws, namespace: shop }
stringData:
  AWS_ACCESS_KEY_ID: AKIA4QPLKZ7MNT2RWXYV
  AWS_SECRET_ACCESS_KEY: ${CANARY} # rotate!
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  template:
    spec:
      serviceAccountName: orders
      containers:
        - name: app
          image: orders:1
          envFrom:
            # The key.
            - secretRef: { name: orders-aws }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: orders, namespace: shop }
`;

function source(
  changes: Partial<WorkloadSource['places'][number]> = {},
): WorkloadSource {
  return {
    state: 'found',
    keeper: 'Argo CD Application argocd/orders',
    places: [
      {
        role: 'manifests',
        host: 'git',
        url: URL,
        path: './orders/',
        revision: 'HEAD',
        format: 'manifests',
        ...changes,
      },
    ],
    evidence: [],
    lookedAt: [],
    missing: [],
  };
}

describe('planRequest', () => {
  let host: MemoryHost;
  const plan = (from = source()) =>
    planRequest(from, wanted, {
      repositories: host,
      catalogue: [],
      feeders: nothingFed,
    });

  beforeEach(() => {
    host = new MemoryHost(URL, {
      'orders/all.yaml': MANIFEST,
      'other/all.yaml': MANIFEST,
      'README.md': '# Deploy',
    });
  });

  it('writes the change where the workload is kept, and proves it', async () => {
    const { delivery, request } = await plan();
    expect(delivery).toMatchObject({
      way: 'changeRequest',
      state: 'ready',
      base: 'main',
    });
    expect(delivery.proof).toHaveLength(4);
    expect(request).toMatchObject({
      repository: URL,
      base: 'main',
      folder: 'orders',
      files: [{ path: 'orders/all.yaml' }],
    });
    const { files } = await composeAgain(host, request!, wanted, []);
    expect(files.get('orders/all.yaml')).toBe(
      MANIFEST.replace(/ +envFrom:\n.*\n.*\n/, '').replace(
        /(ServiceAccount\n.*shop) }/,
        `$1, "annotations": {"eks.amazonaws.com/role-arn":"${ROLE}"} }`,
      ),
    );
  });

  it('shows and keeps no value of a Secret in the same file', async () => {
    const outcome = JSON.stringify(await plan());
    expect(outcome).not.toContain(CANARY);
    expect(outcome).not.toContain('AKIA4QPLKZ7MNT2RWXYV');
    expect(outcome).toContain('secretRef');
  });

  describe('of what Kustomize builds', () => {
    const overlay = source({ path: 'apps/orders/prod', format: 'kustomize' });

    beforeEach(() => {
      host.push({
        'apps/orders/prod/kustomization.yaml':
          'resources: [../base]\ncomponents: [../../parts/limits]\n',
        'apps/orders/base/kustomization.yaml': 'resources: [all.yaml]\n',
        'apps/orders/base/all.yaml': MANIFEST,
        'apps/parts/limits/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamespace: shop\n',
      });
    });

    it('is a patch in the overlay, read with all that it takes over', async () => {
      const { delivery, request } = await plan(overlay);
      expect(delivery.reason).toMatch(/is proposed there/);
      expect(delivery.files!.map(({ path }) => path)).toEqual([
        'apps/orders/prod/kustomization.yaml',
        'apps/orders/prod/irsa-orders.yaml',
      ]);
      expect(JSON.stringify(delivery)).not.toContain(CANARY);
      const { files } = await composeAgain(host, request!, wanted, []);
      expect(files.get('apps/orders/prod/kustomization.yaml')).toMatch(
        /limits\]\npatches:\n {2}- path: irsa-orders\.yaml\n$/,
      );
      host.push({
        'apps/orders/base/all.yaml': MANIFEST.replace('orders-aws }', 'x }'),
      });
      await expect(
        composeAgain(host, request!, wanted, []),
      ).rejects.toMatchObject({ name: 'ChangeImpossibleError' });
    });

    it.each([
      [
        'a folder that is not there',
        'resources: [../gone]\n',
        /takes over apps\/orders\/gone, which is not there/,
      ],
      ['a server', 'resources: ["https://x.example/y"]\n', /another server/],
      ['what is broken', 'resources: [', /could be read/],
    ])('is refused for %s', async (_, text, words) => {
      host.push({ 'apps/orders/prod/kustomization.yaml': text });
      const { delivery } = await plan(overlay);
      expect(delivery.state).toBe('refused');
      expect(delivery.reason).toMatch(words);
    });
  });

  it.each<[string, (it: MemoryHost) => WorkloadSource, RegExp]>([
    [
      'another host',
      () => source({ url: 'https://elsewhere.example.com/x' }),
      /No host of the portal knows.*git\.example\.com/,
    ],
    [
      'a chart',
      () => source({ format: 'helm' }),
      /builds its objects with helm/,
    ],
    ['a tag', () => source({ revision: 'v1.2.0' }), /has no branch v1\.2\.0/],
    [
      'a folder without it',
      () => source({ path: 'empty' }),
      /in none of the files/,
    ],
    [
      'an archived repository',
      it => {
        it.archived = true;
        return source();
      },
      /is archived/,
    ],
    [
      'missing rights',
      it => {
        it.writable = false;
        return source();
      },
      /may not propose/,
    ],
    [
      'a host that does not answer',
      it => {
        it.fault = new ChangeHostError(
          'unreachable',
          'git.example.com does not answer.',
        );
        return source();
      },
      /does not answer/,
    ],
    [
      'a key that would stay',
      it => {
        it.push({
          'orders/all.yaml': MANIFEST.replace(
            '          envFrom:',
            '          env: [{ name: AWS_ACCESS_KEY_ID, value: AKIA4QPLKZ7MNT2RWXYV }, { name: AWS_SECRET_ACCESS_KEY, valueFrom: { secretKeyRef: { name: orders-aws, key: AWS_SECRET_ACCESS_KEY } } }]\n          envFrom:',
          ),
        });
        return source();
      },
      /would still get a key|not as planned|by hand/,
    ],
  ])('proposes nothing for %s, and says why', async (_, prepare, words) => {
    const { delivery, request } = await plan(prepare(host));
    expect(request).toBeUndefined();
    expect(delivery).toMatchObject({ way: 'changeRequest', state: 'refused' });
    expect(delivery.reason).toMatch(words);
    expect(delivery.reason).not.toContain(CANARY);
  });

  it('goes on after commits elsewhere, and not after one to its own files', async () => {
    const { request } = await plan();
    const commit = host.push({ 'other/all.yaml': '# gone' });
    expect((await composeAgain(host, request!, wanted, [])).commit).toBe(
      commit,
    );
    host.push({ 'orders/all.yaml': MANIFEST.replace('orders:1', 'orders:2') });
    await expect(composeAgain(host, request!, wanted, [])).rejects.toThrow(
      /not as they were when the plan was made/,
    );
  });
});
