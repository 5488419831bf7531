import { copiesMadeBy } from './copiesMadeBy';

const policy = (generate: object) => ({
  apiVersion: 'kyverno.io/v1',
  kind: 'ClusterPolicy',
  metadata: { name: 'p' },
  spec: { rules: [{ name: 'r', generate }] },
});
const source = { namespace: 'infra', name: 'keys' };

describe('copiesMadeBy', () => {
  it('knows the copies of a policy, in a namespace that it names or in those that it reacts to', () => {
    const clone = { kind: 'Secret', name: 'copy', clone: source };
    expect(copiesMadeBy(policy({ ...clone, namespace: 'shop' }))).toEqual([
      { namespace: 'shop', name: 'copy', source },
    ]);
    expect(
      copiesMadeBy(policy({ ...clone, namespace: '{{request.object.name}}' })),
    ).toEqual([{ namespace: '*', name: 'copy', source }]);
  });

  it('knows what is imported', () => {
    expect(
      copiesMadeBy({
        apiVersion: 'secretgen.carvel.dev/v1alpha1',
        kind: 'SecretImport',
        metadata: { name: 'keys', namespace: 'shop' },
        spec: { fromNamespace: 'infra' },
      }),
    ).toEqual([{ namespace: 'shop', name: 'keys', source }]);
  });

  it('leaves what is no copy of a Secret', () => {
    expect(copiesMadeBy(policy({ kind: 'ConfigMap', clone: source }))).toEqual(
      [],
    );
    expect(copiesMadeBy(policy({ kind: 'Secret', data: {} }))).toEqual([]);
    expect(
      copiesMadeBy({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'a' },
      }),
    ).toEqual([]);
  });
});
