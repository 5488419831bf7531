import { audit } from '../__testUtils__/audit';

const map = (name: string, data: string, namespace = 'shop') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: ${namespace} }\ndata: ${data}\n---\n`;
const resource = (spec: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: r, namespace: shop }\nspec: ${spec}\n---\n`;
const VALUES =
  '{ values.yaml: "s3: { accessKeyId: @KEY@, secretAccessKey: @SECRET@ }", other.yaml: "replicas: 2" }';

describe('a resource that takes settings from a ConfigMap', () => {
  it.each([
    ['by its kind', '{ valuesFrom: [{ kind: ConfigMap, name: v }] }'],
    [
      'by its kind, one file',
      '{ valuesFrom: [{ kind: ConfigMap, name: v, valuesKey: values.yaml }] }',
    ],
    [
      'by a selector',
      '{ helm: { valuesFrom: [{ configMapKeyRef: { name: v, key: values.yaml } }] } }',
    ],
    [
      'twice',
      '{ a: { kind: ConfigMap, name: v }, b: { kind: ConfigMap, name: v } }',
    ],
  ])('holds the key in it: %s', (_name, spec) => {
    expect(audit(resource(spec) + map('v', VALUES))).toEqual([
      'HelmRelease/r - other v [values.yaml] static-aws',
    ]);
  });

  it.each([
    [
      'another file of it is taken',
      '{ valuesFrom: [{ kind: ConfigMap, name: v, valuesKey: other.yaml }] }',
    ],
    [
      'a Pod takes a variable from it',
      '{ env: [{ name: A, valueFrom: { configMapKeyRef: { name: v, key: values.yaml } } }] }',
    ],
    [
      'the name is that of something else',
      '{ valuesFrom: [{ kind: Thing, name: v }] }',
    ],
  ])('leaves the finding elsewhere: %s', (_name, spec) => {
    expect(
      audit(resource(spec) + map('v', VALUES)).filter(line =>
        line.startsWith('HelmRelease/r - other v [values.yaml]'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['there is no key in it', map('v', '{ values.yaml: "replicas: 2" }')],
    ['it is not there', ''],
  ])('says nothing: %s', (_name, objects) => {
    expect(
      audit(
        resource('{ valuesFrom: [{ kind: ConfigMap, name: v }] }') + objects,
      ),
    ).toEqual([]);
  });

  it('tells the namespace of one that is elsewhere, and the store', () => {
    const found = audit(
      resource(
        '{ valuesFrom: [{ configMapKeyRef: { name: v, namespace: lake, key: a } }] }',
      ) +
        map(
          'v',
          '{ a: "{ endpoint: http://minio:9000, accessKeyId: abcdefghijklmnopqrst, secretAccessKey: @SECRET@ }" }',
          'lake',
        ),
    );
    expect(found).toEqual(['HelmRelease/r - other v [a] s3-compatible']);
  });

  it('is found for a resource of cluster scope that says no namespace', () => {
    const resources = (name: string) =>
      `apiVersion: example.com/v1\nkind: ClusterThing\nmetadata: { name: c }\nspec: { resources: [{ kind: ConfigMap, name: ${name} }] }\n---\n`;
    expect(audit(resources('v') + map('v', VALUES))).toEqual([
      'ClusterThing/c - other v [values.yaml] static-aws',
    ]);
    expect(audit(resources('w') + map('v', VALUES))).toEqual([
      'ConfigMap/v - other v [values.yaml] static-aws',
    ]);
  });

  it('takes one file after the other', () => {
    expect(
      audit(
        resource(
          '{ valuesFrom: [{ kind: ConfigMap, name: v, valuesKey: other.yaml }, { kind: ConfigMap, name: v, valuesKey: values.yaml }] }',
        ) + map('v', VALUES),
      ),
    ).toEqual(['HelmRelease/r - other v [values.yaml] static-aws']);
  });

  it('needs no right to Secrets', () => {
    expect(
      audit(
        resource('{ valuesFrom: [{ kind: ConfigMap, name: v }] }') +
          map('v', VALUES),
        { readLevel: 0 },
      ),
    ).toEqual(['HelmRelease/r - other v [values.yaml] static-aws']);
  });
});
