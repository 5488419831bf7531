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
      'another group of that kind',
      external(`{ data: ${PAIR} }`).replace('external-secrets.io', 'x.io'),
      [],
    ],
  ])('%s', (_name, maker, expected) => {
    for (const readLevel of [0, 1, 2] as const) {
      expect(audit(app + maker, { readLevel })).toEqual(expected);
    }
  });

  it('are not known where the store decides their names', () => {
    const aws = app.replace('name: s', 'name: aws');
    expect(
      audit(aws + external('{ dataFrom: [{ extract: { key: x } }] }', 'aws')),
    ).toEqual(['Deployment/app main envFrom-secret aws [] uncertain']);
  });

  it('give way to the Secret itself', () => {
    expect(
      audit(app + external(`{ data: ${PAIR} }`) + secret('s', '{ a: b }')),
    ).toEqual([]);
  });
});
