import { marksOf, storeByMarks } from './marks';

type Metadata = Parameters<typeof marksOf>[0];

describe('whose key a Secret holds, by its labels and owners', () => {
  it.each<[string, Metadata, 'aws' | 'other' | undefined]>([
    ['no mark', { labels: { team: 'shop' } }, undefined],
    [
      'a bucket of Ceph',
      { labels: { 'bucket-provisioner': 'rook-ceph.ceph.rook.io-bucket' } },
      'other',
    ],
    [
      'a bucket of AWS',
      { labels: { 'bucket-provisioner': 'aws-s3.io-bucket' } },
      'aws',
    ],
    [
      'a chart of MinIO',
      { labels: { 'app.kubernetes.io/name': 'minio' } },
      'other',
    ],
    [
      'another chart',
      { labels: { 'app.kubernetes.io/name': 'velero' } },
      undefined,
    ],
    ['a tenant of MinIO', { labels: { 'v1.min.io/tenant': 'main' } }, 'other'],
    [
      'a user of Ceph as its owner',
      { ownerReferences: [{ kind: 'CephObjectStoreUser', name: 'shop' }] },
      'other',
    ],
    ...(
      [
        ['garage.getclustered.net/v1alpha1', 'other'],
        ['iam.aws.upbound.io/v1beta1', undefined],
      ] as const
    ).map(([apiVersion, store]): [string, Metadata, 'other' | undefined] => [
      `an AccessKey of ${apiVersion} as its owner`,
      { ownerReferences: [{ apiVersion, kind: 'AccessKey', name: 'shop' }] },
      store,
    ]),
    [
      'another owner',
      { ownerReferences: [{ kind: 'ExternalSecret', name: 'shop' }] },
      undefined,
    ],
  ])('%s', (_name, metadata, expected) => {
    expect(storeByMarks(marksOf(metadata))?.kind).toBe(expected);
  });
});
