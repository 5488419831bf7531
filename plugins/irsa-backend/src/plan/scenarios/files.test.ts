import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import {
  deployment,
  keyedDeployment,
  PlanBench,
} from '../__testUtils__/PlanBench';

const namespace = (name: string) => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: name },
  },
];
const object = (kind: string, at: string, name: string, data: object) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: at },
  ...(kind === 'Secret' ? { stringData: data } : { data }),
});

onOneDatabase('Files and mail', open => {
  let bench: PlanBench;
  let key: { id: string; secret: string };

  beforeAll(async () => {
    bench = await PlanBench.start(await open());
    key = await bench.user('files');
  });

  afterAll(async () => {
    await bench?.close();
  });

  const credentials = () =>
    `aws_access_key_id = ${key.id}\naws_secret_access_key = ${key.secret}\n`;

  it('keeps a profile from losing the source that it names', async () => {
    await bench.apply(
      ...namespace('chained'),
      object('Secret', 'chained', 'keys', {
        credentials: `[base]\n${credentials()}`,
      }),
      object('ConfigMap', 'chained', 'profiles', {
        config:
          '[default]\nrole_arn = arn:aws:iam::444455556666:role/partner\nsource_profile = base\nregion = eu-west-1\n',
      }),
      deployment({
        namespace: 'chained',
        container: {
          env: [
            { name: 'AWS_SHARED_CREDENTIALS_FILE', value: '/keys/credentials' },
            { name: 'AWS_CONFIG_FILE', value: '/profiles/config' },
          ],
          volumeMounts: [
            { name: 'keys', mountPath: '/keys' },
            { name: 'profiles', mountPath: '/profiles' },
          ],
        },
        podSpec: {
          volumes: [
            { name: 'keys', secret: { secretName: 'keys' } },
            { name: 'profiles', configMap: { name: 'profiles' } },
          ],
        },
      }),
    );
    expect(await bench.check('config-profiles', 'chained')).toMatchObject({
      state: 'blocked',
      message: expect.stringContaining('source_profile base'),
    });
  });

  it('says that a profile is chosen whose file it does not see (in CI)', async () => {
    await bench.apply(
      ...keyedDeployment({ namespace: 'chosen' }, key),
      object('ConfigMap', 'chosen', 'settings', { AWS_PROFILE: 'prod' }),
      deployment({
        namespace: 'chosen',
        name: 'elsewhere',
        container: {
          envFrom: [
            { secretRef: { name: 'chosen-aws' } },
            { configMapRef: { name: 'settings' } },
          ],
        },
        podSpec: { serviceAccountName: 'chosen' },
      }),
    );
    expect(await bench.check('chosen-profile', 'chosen')).toBeUndefined();
    expect(
      await bench.check('chosen-profile', 'chosen', 'elsewhere'),
    ).toMatchObject({
      state: 'notChecked',
      params: { variable: 'AWS_PROFILE' },
    });
  });

  it('says that a role and its region go with the file of the key (in CI)', async () => {
    await bench.apply(
      ...namespace('onefile'),
      object('Secret', 'onefile', 'aws', {
        credentials: `[default]\nregion = ap-south-1\nretry_mode = adaptive\n${credentials()}[profile other]\nrole_arn = arn:aws:iam::444455556666:role/x\nsource_profile = default\n`,
      }),
      deployment({
        namespace: 'onefile',
        container: {
          volumeMounts: [{ name: 'aws', mountPath: '/root/.aws' }],
        },
        podSpec: { volumes: [{ name: 'aws', secret: { secretName: 'aws' } }] },
      }),
    );
    const plan = await bench.plan('onefile');
    expect(plan.checks).toContainEqual(
      expect.objectContaining({
        id: 'config-profiles',
        state: 'warning',
        params: expect.objectContaining({ profiles: ['other'] }),
      }),
    );
    expect(plan.diffs.find(({ id }) => id === 'workload')?.after).toContain(
      'ap-south-1',
    );
    expect(plan.checks.find(({ id }) => id === 'region')?.message).toContain(
      'ap-south-1',
    );
  });

  it('finds nothing to do where profiles name roles only (in CI)', async () => {
    await bench.apply(
      ...namespace('roles'),
      object('ConfigMap', 'roles', 'roles', {
        config:
          '[profile partner]\nrole_arn = arn:aws:iam::444455556666:role/p\nsource_profile = default\n[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::111122223333:role/o\nweb_identity_token_file = /var/run/secrets/eks.amazonaws.com/serviceaccount/token\n',
      }),
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
          name: 'roles',
          namespace: 'roles',
          annotations: {
            'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/o',
          },
        },
      },
      deployment({
        namespace: 'roles',
        container: { volumeMounts: [{ name: 'a', mountPath: '/root/.aws' }] },
        podSpec: { volumes: [{ name: 'a', configMap: { name: 'roles' } }] },
      }),
    );
    const plan = await bench.plan('roles');
    expect(plan.status).toBe('nothingToDo');
    const [cluster] = bench.sandbox.clusters;
    const workload = await bench.inventory.get({
      cluster: cluster.name,
      namespace: 'roles',
      kind: 'Deployment',
      name: 'roles',
    });
    expect(workload.references).toEqual([]);
    expect(workload.status).toBe('keyless');
  });

  it('says which settings read the variables of the key (in CI)', async () => {
    await bench.apply(
      ...keyedDeployment(
        {
          namespace: 'expands',
          container: {
            volumeMounts: [{ name: 'config', mountPath: '/etc/loki' }],
          },
          podSpec: {
            volumes: [{ name: 'config', configMap: { name: 'loki' } }],
          },
        },
        key,
      ),
      object('ConfigMap', 'expands', 'loki', {
        'loki.yaml': 'aws:\n  access_key_id: ${AWS_ACCESS_KEY_ID}\n',
      }),
    );
    expect(await bench.check('variable-readers', 'expands')).toMatchObject({
      state: 'warning',
      params: {
        variables: ['AWS_ACCESS_KEY_ID'],
        places: ['loki.yaml of ConfigMap loki'],
      },
    });
  });

  it('names no object where a key is written into the workload', async () => {
    await bench.apply(
      ...namespace('written'),
      deployment({
        namespace: 'written',
        container: {
          env: [
            { name: 'AWS_ACCESS_KEY_ID', value: key.id },
            { name: 'AWS_SECRET_ACCESS_KEY', value: key.secret },
          ],
        },
      }),
    );
    expect(await bench.check('secret', 'written')).toBeUndefined();
    expect(await bench.check('static-references', 'written')).toMatchObject({
      state: 'blocked',
    });
  });

  it.each<[string, object[]]>([
    [
      'by variables of their own',
      [
        { name: 'SMTP_HOST', value: 'email-smtp.eu-west-1.amazonaws.com' },
        {
          name: 'SMTP_USER',
          valueFrom: {
            secretKeyRef: { name: 'mail', key: 'AWS_SES_ACCESS_KEY_ID' },
          },
        },
        {
          name: 'SMTP_PASS',
          valueFrom: {
            secretKeyRef: { name: 'mail', key: 'AWS_SES_SMTP_PASSWORD' },
          },
        },
      ],
    ],
    [
      'by names that do not say it',
      [
        { name: 'UPSTREAM', value: 'email-smtp.us-east-1.amazonaws.com:587' },
        {
          name: 'UPSTREAM_NAME',
          valueFrom: {
            secretKeyRef: { name: 'mail', key: 'AWS_SES_ACCESS_KEY_ID' },
          },
        },
      ],
    ],
    [
      'by the words of a mail server',
      [
        {
          name: 'RELAY_USER',
          valueFrom: { secretKeyRef: { name: 'mail', key: 'smtp_username' } },
        },
      ],
    ],
  ])('blocks what sends mail by SMTP, %s', async (name, env) => {
    const at = `mail-${name.length}`;
    await bench.apply(
      ...namespace(at),
      object('Secret', at, 'mail', {
        AWS_SES_ACCESS_KEY_ID: key.id,
        AWS_SES_SMTP_PASSWORD: 'BPq7xk2ZmVtY0e4s8w1nRjUhGfDcLaKiSoPbXvQzTyMr',
        smtp_username: key.id,
      }),
      deployment({ namespace: at, container: { env } }),
    );
    const plan = await bench.plan(at);
    expect(plan.status).toBe('blocked');
    expect(plan.checks).toContainEqual(
      expect.objectContaining({ id: 'derived-credentials', state: 'blocked' }),
    );
  });

  it('blocks what has the key as a literal user name', async () => {
    await bench.apply(
      ...namespace('literal'),
      deployment({
        namespace: 'literal',
        container: {
          env: [
            { name: 'SMTP_HOST', value: 'email-smtp.eu-west-1.amazonaws.com' },
            { name: 'SMTP_USERNAME', value: key.id },
            { name: 'SMTP_PASSWORD', value: 'BPq7xk2ZmVtY0e4s8w1nRjUhGfDcLa' },
          ],
        },
      }),
    );
    const plan = await bench.plan('literal');
    expect(plan.checks).toContainEqual(
      expect.objectContaining({ id: 'derived-credentials', state: 'blocked' }),
    );
  });

  it('warns of mail beside a key that is for something else (in CI)', async () => {
    await bench.apply(
      ...keyedDeployment(
        {
          namespace: 'beside',
          container: {
            env: [
              {
                name: 'RELAY',
                valueFrom: { configMapKeyRef: { name: 'relay', key: 'host' } },
              },
            ],
          },
        },
        key,
      ),
      object('ConfigMap', 'beside', 'relay', {
        host: 'email-smtp.eu-west-1.amazonaws.com',
      }),
    );
    expect(await bench.check('derived-credentials', 'beside')).toMatchObject({
      state: 'warning',
    });
  });
});
