import { renderFiles } from '../../rendering';
import { WorkloadChange } from '../changeManifests';
import { changeKustomized } from './changeKustomized';

const ROLE = 'arn:aws:iam::111122223333:role/irsa/orders';
const BASE = `# For every environment.
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      serviceAccountName: orders
      containers:
        - name: app
          image: orders:1
          env: [{ name: MODE, value: fast }]
          envFrom:
            - configMapRef: { name: settings }
            - secretRef: { name: keys }
`;
const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata: { name: orders }
`;
const GENERATORS = `secretGenerator:
  - name: keys
    envs: [keys.env]
configMapGenerator:
  - name: settings
    literals: [COLOUR=red]
`;
const KEYS =
  'AWS_ACCESS_KEY_ID=AKIA4QPLKZ7MNT2RWXYV\nAWS_SECRET_ACCESS_KEY=x\n';
const SHARED: Record<string, string> = {
  'base/kustomization.yaml': `resources: [deployment.yaml, account.yaml]\n${GENERATORS}`,
  'base/keys.env': KEYS,
  'base/deployment.yaml': BASE,
  'base/account.yaml': ACCOUNT,
  'eu/kustomization.yaml': `# Europe
namePrefix: eu-
nameSuffix: '-1'
namespace: shop
resources:
  - ../base # all of it
`,
};

const files = (texts: Record<string, string>) => new Map(Object.entries(texts));

/** What a plan says of the workload as it runs, by the names that Kustomize gives. */
async function changeOf(
  texts: Record<string, string>,
  folder: string,
  account: Partial<WorkloadChange['serviceAccount']> = {},
): Promise<WorkloadChange> {
  const objects = await renderFiles(files(texts), folder);
  const named = (kind: string, part: string) =>
    objects.find(
      each => each.kind === kind && each.metadata?.name?.includes(part),
    )!.metadata!.name!;
  const name = named('Deployment', 'orders');
  const serviceAccount = {
    name: name,
    action: 'annotate' as const,
    annotations: { 'eks.amazonaws.com/role-arn': ROLE },
    ...account,
  };
  return {
    workload: { kind: 'Deployment', namespace: 'shop', name },
    detach: {
      removed: [
        {
          list: 'envFrom',
          container: 'app',
          containerType: 'container',
          index: 1,
          element: { secretRef: { name: named('Secret', 'keys') } },
        },
      ],
      added: [
        {
          container: 'app',
          containerType: 'container',
          variable: { name: 'AWS_REGION', value: 'eu-west-1' },
        },
      ],
      ...(serviceAccount.action === 'create'
        ? { serviceAccountName: { from: 'orders', to: serviceAccount.name } }
        : {}),
    },
    serviceAccount,
  };
}

async function changed(
  texts: Record<string, string>,
  folder: string,
  change: WorkloadChange,
): Promise<{ texts: Record<string, string>; proof: string[] }> {
  const { files: written, proof } = await changeKustomized({
    files: files(texts),
    notRead: new Map(),
    folder,
    change,
    catalogue: [],
    render: renderFiles,
  });
  return {
    texts: Object.fromEntries(
      written.map(({ path, content }) => [path, content]),
    ),
    proof,
  };
}

describe('changeKustomized', () => {
  it('leaves a base that others share alone, under the names that Kustomize makes', async () => {
    const { texts, proof } = await changed(
      SHARED,
      'eu',
      await changeOf(SHARED, 'eu'),
    );
    expect(texts['eu/kustomization.yaml']).toBe(
      `${SHARED['eu/kustomization.yaml']}patches:\n  - path: irsa-orders.yaml\n`,
    );
    expect(Object.keys(texts).sort()).toEqual([
      'eu/irsa-orders.yaml',
      'eu/kustomization.yaml',
    ]);
    // In the words of the files, without the hash that changes with each content.
    expect(texts['eu/irsa-orders.yaml']).toMatch(
      /configMapRef:\n +name: settings\n/,
    );
    expect(texts['eu/irsa-orders.yaml']).not.toMatch(
      /eu-(orders|keys|settings)/,
    );
    expect(proof[0]).toMatch(/Kustomize was run on eu/);
  });

  it('gives the workload a ServiceAccount of its own', async () => {
    const { texts } = await changed(
      SHARED,
      'eu',
      await changeOf(SHARED, 'eu', {
        action: 'create',
        name: 'eu-orders-irsa-1',
      }),
    );
    expect(texts['eu/irsa-orders-serviceaccount.yaml']).toMatch(
      /name: orders-irsa\n/,
    );
  });

  it('edits the files of the environment itself where the workload is written there', async () => {
    const own = {
      'eu/kustomization.yaml': `resources: [deployment.yaml, account.yaml]\n`,
      'eu/deployment.yaml': `${BASE}---\napiVersion: v1\nkind: Secret\nmetadata: { name: keys }\nstringData: { AWS_ACCESS_KEY_ID: AKIA4QPLKZ7MNT2RWXYV }\n`,
      'eu/account.yaml': ACCOUNT,
    };
    const { texts } = await changed(own, 'eu', await changeOf(own, 'eu'));
    expect(Object.keys(texts).sort()).toEqual([
      'eu/account.yaml',
      'eu/deployment.yaml',
    ]);
    expect(texts['eu/deployment.yaml']).toMatch(
      /^# For every environment\.\n(.*\n)+ +- configMapRef: \{ name: settings \}\n---/,
    );
  });

  it('patches it where the files have other names than the cluster', async () => {
    const own = {
      'eu/kustomization.yaml': `namePrefix: eu-\nresources: [deployment.yaml, account.yaml]\n${GENERATORS}`,
      'eu/keys.env': KEYS,
      'eu/deployment.yaml': BASE,
      'eu/account.yaml': ACCOUNT,
    };
    const { texts } = await changed(own, 'eu', await changeOf(own, 'eu'));
    expect(Object.keys(texts)).toContain('eu/irsa-orders.yaml');
  });

  const KEYED_PATCH = `# Europe's own.
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: app
          envFrom:
            - configMapRef: { name: settings }
            - secretRef: { name: keys }
`;
  const UNKEYED = {
    'base/kustomization.yaml': `resources: [deployment.yaml, account.yaml]\n${GENERATORS}`,
    'base/keys.env': KEYS,
    'base/deployment.yaml': BASE.replace(/ +envFrom:[^]*$/, ''),
    'base/account.yaml': ACCOUNT,
  };

  it('takes the key out of the patch of this environment that brings it', async () => {
    const texts = {
      ...UNKEYED,
      'eu/kustomization.yaml': `resources: [../base]\npatches: [{ path: key.yaml }]\n`,
      'eu/key.yaml': KEYED_PATCH,
    };
    const { texts: written } = await changed(
      texts,
      'eu',
      await changeOf(texts, 'eu'),
    );
    expect(written['eu/key.yaml']).toBe(
      KEYED_PATCH.replace('            - secretRef: { name: keys }\n', ''),
    );
    expect(written['eu/irsa-orders.yaml']).toMatch(/AWS_REGION[^]*role-arn/);
    expect(Object.keys(written).sort()).toEqual([
      'eu/irsa-orders.yaml',
      'eu/key.yaml',
      'eu/kustomization.yaml',
    ]);
  });

  it('leaves a component alone, and writes envFrom by the names of the files', async () => {
    const texts = {
      ...UNKEYED,
      'part/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: key.yaml }]\n',
      'part/key.yaml': KEYED_PATCH,
      'eu/kustomization.yaml':
        'namePrefix: eu-\nresources: [../base]\ncomponents: [../part]\n',
    };
    const { texts: written } = await changed(
      texts,
      'eu',
      await changeOf(texts, 'eu'),
    );
    expect(Object.keys(written).sort()).toEqual([
      'eu/irsa-orders.yaml',
      'eu/kustomization.yaml',
    ]);
    expect(written['eu/irsa-orders.yaml']).toMatch(
      /envFrom:\n +- configMapRef:\n +name: settings\n/,
    );
  });

  it('says when something needs what would go', async () => {
    const texts = {
      ...SHARED,
      'eu/kustomization.yaml': `${SHARED['eu/kustomization.yaml']}replacements:
  - source: { kind: Deployment, name: orders, fieldPath: metadata.name }
    targets:
      - select: { kind: Deployment, name: orders }
        fieldPaths: ['spec.template.spec.containers.[name=app].envFrom.1.secretRef.name']
`,
    };
    const change = await changeOf(texts, 'eu');
    const [spec] = (await renderFiles(files(texts), 'eu'))
      .filter(({ kind }) => kind === 'Deployment')
      .map(each => (each as any).spec.template.spec);
    change.detach.removed[0].element = spec.containers[0].envFrom[1];
    await expect(changed(texts, 'eu', change)).rejects.toMatchObject({
      code: 'unproven',
      message: expect.stringMatching(/needs what would go, such as a replace/),
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a ServiceAccount that no file has',
      {
        'base/kustomization.yaml': `resources: [deployment.yaml]\n${GENERATORS}`,
      },
      /ServiceAccount eu-orders-1 of Deployment orders is in none of the files/,
    ],
    [
      'a base on a server',
      {
        'eu/kustomization.yaml': `resources:\n  - ../base\n  - https://mona:token-canary@git.example.com/acme/shared?ref=v1\n`,
      },
      /takes over https:\/\/git\.example\.com\/acme\/shared.*another server/,
    ],
    [
      'a patch from a server',
      {
        'base/kustomization.yaml': `${SHARED['base/kustomization.yaml']}patches: [{ path: 'http://10.0.0.1/p.yaml' }]\n`,
      },
      /10\.0\.0\.1.*another server/,
    ],
    [
      'a chart',
      {
        'base/kustomization.yaml': `${SHARED['base/kustomization.yaml']}helmCharts: [{ name: redis }]\n`,
      },
      /render the chart redis with Helm/,
    ],
    [
      'what is outside of the repository',
      { 'eu/kustomization.yaml': 'resources: [../../../etc]\n' },
      /not in the repository/,
    ],
    [
      'a file of a generator that was not read',
      { 'base/keys.env': undefined as unknown as string },
      /takes over base\/keys\.env, which was not read/,
    ],
    [
      'a key that comes from elsewhere too',
      {
        'base/deployment.yaml': BASE.replace(
          'env: [',
          'env: [{ name: AWS_ACCESS_KEY_ID, value: AKIA4QPLKZ7MNT2RWXYV }, { name: AWS_SECRET_ACCESS_KEY, value: wJalrXUtnFEMIcanaryK7MDENGbPxRfiCYcanary1 }, ',
        ),
      },
      /would still get a key/,
    ],
    [
      'a file of the name of the patch',
      { 'eu/irsa-orders.yaml': '# mine\n' },
      /irsa-orders\.yaml is there already/,
    ],
    [
      'an overlay without the workload',
      { 'base/kustomization.yaml': `resources: [account.yaml]\n${GENERATORS}` },
      /makes no Deployment eu-orders-1/,
    ],
  ])('refuses %s, and quotes no value', async (_, edits, words) => {
    const change = await changeOf(SHARED, 'eu');
    const texts = Object.fromEntries(
      Object.entries({ ...SHARED, ...edits }).filter(
        ([, text]) => text !== undefined,
      ),
    );
    const error = await changed(texts, 'eu', change).catch(each => each);
    expect(error.message).toMatch(words);
    expect(error.name).toBe('ChangeImpossibleError');
    expect(error.message).not.toMatch(/canary/);
  });
});
