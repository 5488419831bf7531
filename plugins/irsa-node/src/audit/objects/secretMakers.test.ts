import { audit, deployment, secret } from '../__testUtils__/audit';

const app = deployment('envFrom: [{ secretRef: { name: s } }]');
const external = (spec: string, name = 's') =>
  `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n---\n`;
const sealed = (spec: string) =>
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: s, namespace: shop }\nspec: ${spec}\n---\n`;
const key = (secretKey: string) =>
  `{ secretKey: ${secretKey}, remoteRef: { key: x } }`;
const PAIR = `[${key('AWS_ACCESS_KEY_ID')}, ${key('AWS_SECRET_ACCESS_KEY')}]`;
const NAMES = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY]';
const found = [`Deployment/app main envFrom-secret s ${NAMES} static-aws`];

describe('Secrets that are still to be made', () => {
  it.each<[string, string, string[]]>([
    ['an ExternalSecret', external(`{ data: ${PAIR} }`), found],
    [
      'with another name for its Secret',
      external(`{ target: { name: s }, data: ${PAIR} }`, 'x'),
      found,
    ],
    [
      'a template in place of what it reads',
      external(
        `{ target: { template: { data: { DATABASE: "{{ .a }}" } } }, data: ${PAIR} }`,
      ),
      [],
    ],
    [
      'a template that is merged',
      external(
        `{ target: { template: { mergePolicy: Merge, data: { DATABASE: x } } }, data: ${PAIR} }`,
      ),
      found,
    ],
    [
      'a SealedSecret',
      sealed(
        '{ encryptedData: { AWS_ACCESS_KEY_ID: AgBy, AWS_SECRET_ACCESS_KEY: AgCt } }',
      ),
      found,
    ],
    [
      'another group of that kind, whose fields are not known',
      external(`{ data: ${PAIR} }`).replace('external-secrets.io', 'x.io'),
      ['Deployment/app main envFrom-secret s [] uncertain'],
    ],
    [
      'another group of a kind that says where a key is',
      external(`{ data: ${PAIR} }`)
        .replace('external-secrets.io', 'x.io')
        .replace('ExternalSecret', 'SecretStore'),
      [],
    ],
  ])('%s', (_name, maker, expected) => {
    for (const readLevel of [0, 1, 2] as const) {
      expect(audit(app + maker, { readLevel })).toEqual(expected);
    }
  });

  const maker = (apiVersion: string, kind: string, rest: string, name = 's') =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n${rest}\n---\n`;
  const MAP = '{ AWS_ACCESS_KEY_ID: a, AWS_SECRET_ACCESS_KEY: b }';

  it.each<[string, string]>([
    [
      'SopsSecret',
      maker(
        'isindir.github.com/v1alpha3',
        'SopsSecret',
        `spec: { secretTemplates: [{ name: other, data: { A: b } }, { name: s, stringData: ${MAP} }] }`,
        'x',
      ),
    ],
    [
      'SopsSecret of before',
      maker(
        'isindir.github.com/v1alpha1',
        'SopsSecret',
        `spec: { secret_templates: [{ name: s, data: ${MAP} }] }`,
        'x',
      ),
    ],
    [
      'ExternalSecret of the first generation',
      maker(
        'kubernetes-client.io/v1',
        'ExternalSecret',
        'spec: { data: [{ key: x, name: AWS_ACCESS_KEY_ID }, { key: x, name: AWS_SECRET_ACCESS_KEY }] }',
      ),
    ],
    [
      'ClusterExternalSecret',
      `apiVersion: external-secrets.io/v1\nkind: ClusterExternalSecret\nmetadata: { name: x }\nspec: { externalSecretName: s, externalSecretSpec: { data: ${PAIR} } }\n---\n`,
    ],
    [
      'VaultSecret',
      maker(
        'ricoberger.de/v1alpha1',
        'VaultSecret',
        'spec: { keys: [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY] }',
      ),
    ],
    [
      'ClusterSecret',
      `apiVersion: clustersecret.io/v1\nkind: ClusterSecret\nmetadata: { name: s }\ndata: ${MAP}\n---\n`,
    ],
    [
      'SecretProviderClass with a copy as Secret',
      maker(
        'secrets-store.csi.x-k8s.io/v1',
        'SecretProviderClass',
        'spec: { secretObjects: [{ secretName: s, data: [{ key: AWS_ACCESS_KEY_ID, objectName: a }, { key: AWS_SECRET_ACCESS_KEY, objectName: b }] }] }',
        'x',
      ),
    ],
  ])('come from a %s, with their names', (_kind, text) => {
    for (const readLevel of [0, 1, 2] as const) {
      expect(audit(app + text, { readLevel })).toEqual(found);
    }
  });

  it.each<[string, string]>([
    [
      'VaultStaticSecret',
      maker(
        'secrets.hashicorp.com/v1beta1',
        'VaultStaticSecret',
        'spec: { destination: { name: aws, create: true } }',
      ),
    ],
    [
      'Terraform',
      maker(
        'infra.contrib.fluxcd.io/v1alpha2',
        'Terraform',
        'spec: { writeOutputsToSecret: { name: aws } }',
      ),
    ],
    [
      'Crossplane resource of any group',
      maker(
        'rds.aws.upbound.io/v1beta1',
        'Instance',
        'spec: { writeConnectionSecretToRef: { name: aws, namespace: shop } }',
      ),
    ],
    [
      'BitwardenSecret',
      maker(
        'k8s.bitwarden.com/v1',
        'BitwardenSecret',
        'spec: { secretName: aws }',
      ),
    ],
  ])('have unknown names from a %s', (_kind, text) => {
    const taking = deployment(
      'env: [{ name: AWS_ACCESS_KEY_ID, valueFrom: { secretKeyRef: { name: aws, key: id, optional: true } } }]\nenvFrom: [{ secretRef: { name: aws } }]',
    );
    // The other Secret of the namespace does not make this one absent.
    expect(audit(taking + text + secret('other', '{ a: b }'))).toEqual([
      'Deployment/app main envFrom-secret aws [] uncertain',
      'Deployment/app main env-secretKeyRef aws [id] static-aws',
    ]);
  });

  it('are the two halves, of an access key of Crossplane', () => {
    const accessKey = maker(
      'iam.aws.upbound.io/v1beta1',
      'AccessKey',
      'spec: { writeConnectionSecretToRef: { name: s, namespace: shop } }',
      'x',
    );
    expect(audit(app + accessKey)).toEqual([
      'Deployment/app main envFrom-secret s [password,username] static-aws',
    ]);
  });

  it('are not known where the store decides their names', () => {
    const aws = app.replace('name: s', 'name: aws');
    expect(
      audit(aws + external('{ dataFrom: [{ extract: { key: x } }] }', 'aws')),
    ).toEqual(['Deployment/app main envFrom-secret aws [] uncertain']);
  });

  it.each<[string, string]>([
    ['the store', external('{ dataFrom: [{ extract: { key: x } }] }')],
    [
      'Vault',
      maker(
        'secrets.hashicorp.com/v1beta1',
        'VaultDynamicSecret',
        'spec: { destination: { name: s, create: true } }',
        'x',
      ),
    ],
    [
      'a provider of Crossplane',
      maker(
        'rds.aws.upbound.io/v1beta1',
        'Instance',
        'spec: { writeConnectionSecretToRef: { name: s, namespace: shop } }',
        'x',
      ),
    ],
  ])(
    'are uncertain, and not left out, where %s decides on names',
    (_by, text) => {
      expect(audit(app + text)).toEqual([
        'Deployment/app main envFrom-secret s [] uncertain',
      ]);
    },
  );

  it('give way to the Secret itself', () => {
    expect(
      audit(app + external(`{ data: ${PAIR} }`) + secret('s', '{ a: b }')),
    ).toEqual([]);
  });
});
