import { audit, secret } from '../__testUtils__/audit';

const KEYS = secret(
  'keys',
  '{ AWS_ACCESS_KEY_ID: "@KEY@", AWS_SECRET_ACCESS_KEY: "@SECRET@" }',
);
const resource = (kind: string, namespace: string, spec: string) =>
  `apiVersion: example.com/v1\nkind: ${kind}\nmetadata: { name: r, namespace: ${namespace} }\nspec: ${spec}\n---\n`;
const FOUND = '[AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY] static-aws';

describe('Secrets that the values of a chart name', () => {
  it.each([
    [
      'in a text, of the namespace into which it is installed',
      'Application',
      'argocd',
      '{ destination: { namespace: shop }, source: { helm: { values: "s3:\\n  existingSecret: keys\\n" } } }',
    ],
    [
      'in a record',
      'Application',
      'argocd',
      '{ destination: { namespace: shop }, sources: [{ helm: { valuesObject: { s3: { existingSecret: keys } } } }] }',
    ],
    [
      'in the template of Applications',
      'ApplicationSet',
      'argocd',
      '{ template: { spec: { destination: { namespace: shop }, source: { helm: { values: "s3: { existingSecret: keys }" } } } } }',
    ],
    [
      'of K3s',
      'HelmChart',
      'kube-system',
      '{ targetNamespace: shop, valuesContent: "extraEnvFrom:\\n  - secretRef: { name: keys }\\n" }',
    ],
    [
      'in a text in the values',
      'HelmRelease',
      'flux-system',
      '{ targetNamespace: shop, values: { extraEnvFrom: "- secretRef:\\n    name: keys\\n" } }',
    ],
    [
      'in its own namespace',
      'HelmRelease',
      'shop',
      '{ values: { persistence: { files: { type: secret, name: keys } } } }',
    ],
  ])('are found %s', (_name, kind, namespace, spec) => {
    expect(audit(resource(kind, namespace, spec) + KEYS)).toEqual([
      `${kind}/r - other keys ${FOUND}`,
    ]);
  });

  it.each([
    [
      'a Secret of the same name elsewhere',
      'Application',
      'argocd',
      '{ destination: { namespace: lake }, source: { helm: { values: "s3:\\n  existingSecret: keys\\n" } } }',
    ],
    [
      'a namespace that a template fills in',
      'ApplicationSet',
      'argocd',
      '{ template: { spec: { destination: { namespace: "{{name}}" }, source: { helm: { values: "s3: { existingSecret: keys }" } } } } }',
    ],
    [
      'a word in a text',
      'Application',
      'shop',
      '{ source: { helm: { values: "# existingSecret: keys\\nname: keys\\n" } } }',
    ],
  ])('are not guessed: %s', (_name, kind, namespace, spec) => {
    expect(audit(resource(kind, namespace, spec) + KEYS)).toEqual([
      `Secret/keys - other keys ${FOUND}`,
    ]);
  });

  it('are no finding when they are not there', () => {
    expect(
      audit(
        resource(
          'Application',
          'shop',
          '{ source: { helm: { values: "s3:\\n  existingSecret: aws-keys\\n" } } }',
        ),
      ),
    ).toEqual([]);
  });
});

describe('variables in the values of a chart as a map', () => {
  const release = (env: string) =>
    resource('HelmRelease', 'shop', `{ values: { main: { env: ${env} } } }`);
  const NEUTRAL = secret('keys', '{ a: "@KEY@", b: "@SECRET@" }');
  const selector = (key: string) =>
    `{ secretKeyRef: { name: keys, key: ${key} } }`;

  it.each([
    [
      'with valueFrom',
      `{ AWS_ACCESS_KEY_ID: { valueFrom: ${selector(
        'a',
      )} }, AWS_SECRET_ACCESS_KEY: { valueFrom: ${selector('b')} } }`,
      'static-aws',
    ],
    [
      'with the selector',
      `{ AWS_ACCESS_KEY_ID: ${selector('a')}, AWS_SECRET_ACCESS_KEY: ${selector(
        'b',
      )} }`,
      'static-aws',
    ],
    [
      'beside the endpoint of another store',
      `{ AWS_ENDPOINT_URL: "http://minio:9000", AWS_ACCESS_KEY_ID: ${selector(
        'a',
      )}, AWS_SECRET_ACCESS_KEY: ${selector('b')} }`,
      's3-compatible',
    ],
  ])('name a key %s', (_name, env, verdict) => {
    expect(audit(release(env) + NEUTRAL)).toEqual([
      `HelmRelease/r - env-secretKeyRef keys [a,b] ${verdict}`,
    ]);
  });

  it('name another Secret', () => {
    expect(
      audit(
        release(`{ TZ: UTC, DB_PASSWORD: ${selector('a')} }`) +
          secret('keys', '{ a: "correct horse" }'),
      ),
    ).toEqual([]);
  });
});
