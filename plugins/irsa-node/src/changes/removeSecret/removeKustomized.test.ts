import { renderFiles } from '../../rendering';
import { removeKustomized } from './removeKustomized';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - name: app
          image: orders:1
`;
const SECRET = `apiVersion: v1
kind: Secret
metadata: { name: keys }
stringData: { AWS_ACCESS_KEY_ID: value-canary }
`;
const ENV = `# from the vault
AWS_ACCESS_KEY_ID=value-canary
AWS_SECRET_ACCESS_KEY=value-canary
`;
const READS = DEPLOYMENT.replace(
  'image: orders:1\n',
  `image: orders:1
          env:
            - name: QUEUE
              valueFrom: { secretKeyRef: { name: keys, key: QUEUE } }
`,
);

type Texts = Record<string, string>;

async function removed(texts: Texts, folder = 'eu', others: string[] = []) {
  const files = new Map(Object.entries(texts));
  const [secret] = (await renderFiles(files, folder)).filter(
    ({ kind, metadata }) =>
      /Secret$/.test(String(kind)) && metadata?.name?.includes('keys'),
  );
  const result = await removeKustomized({
    files,
    notRead: new Map(),
    folder,
    render: renderFiles,
    removal: {
      namespace: 'shop',
      name: secret?.metadata?.name ?? 'keys',
      awsKeys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
      otherKeys: others,
    },
  });
  return {
    edits: Object.fromEntries(
      result.files.map(({ path, content }) => [path, content]),
    ),
    proof: result.proof.join('\n'),
  };
}

const own = (kustomization: string, more: Texts = {}): Texts => ({
  'eu/kustomization.yaml': kustomization,
  'eu/deployment.yaml': DEPLOYMENT,
  ...more,
});

describe('removeKustomized', () => {
  it.each<[string, Texts, Record<string, string | null>, string[]]>([
    [
      'a file, with its line',
      own(
        `# Europe\nresources:\n  - deployment.yaml # ours\n  # the key\n  - ./secret.yaml\nnamePrefix: eu-\n`,
        { 'eu/secret.yaml': SECRET },
      ),
      {
        'eu/kustomization.yaml': `# Europe\nresources:\n  - deployment.yaml # ours\n  # the key\nnamePrefix: eu-\n`,
        'eu/secret.yaml': null,
      },
      [],
    ],
    [
      'an entry of a generator, with the file that only it reads',
      own(
        `resources: [deployment.yaml]\nsecretGenerator:\n  - name: keys\n    envs: [keys.env]\n  - name: other\n    literals: [A=b]\n`,
        { 'eu/keys.env': ENV },
      ),
      {
        'eu/kustomization.yaml': `resources: [deployment.yaml]\nsecretGenerator:\n  - name: other\n    literals: [A=b]\n`,
        'eu/keys.env': null,
      },
      [],
    ],
    [
      'the keys in an env file and among literals, where the name gets another hash',
      own(
        `resources: [deployment.yaml]\nsecretGenerator:\n  - name: keys\n    envs: [keys.env]\n    literals:\n      - AWS_REGION=eu # no key\n      - AWS_SESSION_TOKEN=canary\n`,
        { 'eu/keys.env': `QUEUE=q\n${ENV}`, 'eu/deployment.yaml': READS },
      ),
      {
        'eu/kustomization.yaml': `resources: [deployment.yaml]\nsecretGenerator:\n  - name: keys\n    envs: [keys.env]\n    literals:\n      - AWS_REGION=eu # no key\n`,
        'eu/keys.env': 'QUEUE=q\n# from the vault\n',
      },
      ['QUEUE', 'AWS_REGION'],
    ],
    [
      'what a base makes, in this environment alone',
      {
        'base/kustomization.yaml': `resources: [deployment.yaml, secret.yaml]\n`,
        'base/deployment.yaml': DEPLOYMENT,
        'base/secret.yaml': SECRET,
        'eu/kustomization.yaml': `namespace: shop\nnameSuffix: '-1'\nresources: [../base]\n`,
      },
      {
        'eu/kustomization.yaml': `namespace: shop\nnameSuffix: '-1'\nresources: [../base]\npatches:\n  - path: irsa-without-keys.yaml\n`,
        'eu/irsa-without-keys.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: keys\n$patch: delete\n`,
      },
      [],
    ],
    [
      'what a generator of a base makes, in this environment alone',
      {
        'base/kustomization.yaml': `resources: [deployment.yaml]\nsecretGenerator: [{ name: keys, envs: [keys.env] }]\n`,
        'base/deployment.yaml': DEPLOYMENT,
        'base/keys.env': ENV,
        'eu/kustomization.yaml': `resources: [../base]\n`,
      },
      {
        'eu/kustomization.yaml': `resources: [../base]\npatches:\n  - path: irsa-without-keys.yaml\n`,
        'eu/irsa-without-keys.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: keys\n$patch: delete\n`,
      },
      [],
    ],
  ])('takes out %s', async (_title, texts, edits, others) => {
    const result = await removed(texts, 'eu', others);
    expect(result.edits).toEqual(edits);
    expect(result.proof).toMatch(/the two results were compared/);
    expect(result.proof).not.toContain('canary');
  });

  it.each<[string, Texts, string, string[]]>([
    [
      'a workload still names it',
      own(`resources: [deployment.yaml, secret.yaml]\n`, {
        'eu/secret.yaml': SECRET,
        'eu/deployment.yaml': READS,
      }),
      'stillNamed',
      [],
    ],
    [
      'the base makes other data too',
      {
        'base/kustomization.yaml': `resources: [secret.yaml]\n`,
        'base/secret.yaml': SECRET.replace('{ A', '{ QUEUE: canary, A'),
        'eu/kustomization.yaml': `resources: [../base]\n`,
      },
      'mixed',
      ['QUEUE'],
    ],
    [
      'SOPS has signed the env file',
      own(
        `resources: [deployment.yaml]\nsecretGenerator: [{ name: keys, envs: [keys.env] }]\n`,
        { 'eu/keys.env': `QUEUE=canary\n${ENV}sops_mac=canary\n` },
      ),
      'mixed',
      ['QUEUE'],
    ],
    [
      'it changes the entry of another kustomization',
      {
        'base/kustomization.yaml': `resources: []\nsecretGenerator: [{ name: keys, literals: [A=b] }]\n`,
        'eu/kustomization.yaml': `resources: [../base]\nsecretGenerator: [{ name: keys, behavior: merge, envs: [keys.env] }]\n`,
        'eu/keys.env': ENV,
      },
      'ambiguous',
      ['A'],
    ],
    ['nothing makes it', own(`resources: [deployment.yaml]\n`), 'notFound', []],
  ])('is refused where %s', async (_title, texts, code, others) => {
    const error = await removed(texts, 'eu', others).catch(each => each);
    expect(error).toMatchObject({ name: 'ChangeImpossibleError', code });
    expect(String(error)).not.toContain('canary');
  });
});
