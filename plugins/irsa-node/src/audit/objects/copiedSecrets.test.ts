import { audit, deployment } from '../__testUtils__/audit';
import {
  copiedFrom,
  copyAnnotationsOf,
  isCopiedInto,
} from '../../detect/copies';

const place = (namespace: string, name: string) => ({ namespace, name });

describe('copies of Secrets', () => {
  it.each<[string, Parameters<typeof copiedFrom>[0], unknown]>([
    [
      'Kubernetes Replicator',
      {
        annotations: {
          'replicator.v1.mittwald.de/replicate-from': 'infra/aws',
        },
      },
      place('infra', 'aws'),
    ],
    [
      'one of its own namespace',
      {
        namespace: 'shop',
        annotations: { 'replicator.v1.mittwald.de/replicate-from': 'aws' },
      },
      place('shop', 'aws'),
    ],
    [
      'Reflector',
      {
        annotations: {
          'reflector.v1.k8s.emberstack.com/reflects': 'infra/aws',
        },
      },
      place('infra', 'aws'),
    ],
    [
      'Kubed, by its annotation',
      {
        annotations: {
          'kubed.appscode.com/origin':
            '{"namespace":"infra","name":"aws","uid":"1"}',
        },
      },
      place('infra', 'aws'),
    ],
    [
      'Config Syncer, by its labels',
      {
        labels: {
          'config-syncer.appscode.com/origin.name': 'aws',
          'config-syncer.appscode.com/origin.namespace': 'infra',
        },
      },
      place('infra', 'aws'),
    ],
    [
      'an annotation that is no JSON',
      { annotations: { 'kubed.appscode.com/origin': 'infra' } },
      undefined,
    ],
    ['none', { annotations: { note: 'infra/aws' } }, undefined],
  ])('%s', (_name, metadata, expected) => {
    expect(copiedFrom(metadata)).toEqual(expected);
  });

  it.each<[string, Record<string, string>, boolean]>([
    [
      'a name',
      { 'replicator.v1.mittwald.de/replicate-to': 'blog, shop' },
      true,
    ],
    [
      'a pattern',
      { 'replicator.v1.mittwald.de/replicate-to': 'blog,sh.*' },
      true,
    ],
    [
      'another name',
      { 'replicator.v1.mittwald.de/replicate-to': 'shop-test' },
      false,
    ],
    [
      'a pattern that costs much',
      { 'replicator.v1.mittwald.de/replicate-to': '(s+)+p' },
      false,
    ],
    [
      'a selector',
      { 'replicator.v1.mittwald.de/replicate-to-matching': 'team=a' },
      true,
    ],
    [
      'all namespaces of Reflector',
      { 'reflector.v1.k8s.emberstack.com/reflection-auto-enabled': 'true' },
      true,
    ],
    [
      'those that may reflect it, if they want',
      { 'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true' },
      false,
    ],
    ['all namespaces of Kubed', { 'kubed.appscode.com/sync': '' }, true],
  ])('are pushed by %s', (_name, annotations, expected) => {
    expect(isCopiedInto({ annotations }, 'shop')).toBe(expected);
  });

  it('other annotations, which may repeat values, are left out', () => {
    const own = { 'reflector.v1.k8s.emberstack.com/reflects': 'infra/aws' };
    const others = {
      'kubectl.kubernetes.io/last-applied-configuration': '{"data":{}}',
    };
    expect(copyAnnotationsOf({ ...own, ...others })).toEqual(own);
    expect(copyAnnotationsOf(others)).toBeUndefined();
  });

  it('two that name each other end nothing', () => {
    const copy = (name: string, of: string) =>
      `apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: shop, annotations: { replicator.v1.mittwald.de/replicate-from: shop/${of} } }
---
`;
    expect(
      audit(
        deployment('envFrom: [{ secretRef: { name: a } }]') +
          copy('a', 'b') +
          copy('b', 'a'),
      ),
    ).toEqual([]);
  });
});
