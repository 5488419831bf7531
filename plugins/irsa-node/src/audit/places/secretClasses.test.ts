import { audit } from '../__testUtils__/audit';

const KEYS = '{ accessKey: "@KEY@", secretKey: "@SECRET@" }';
const ofClass = (name: string, namespace = 'shop', secretClass = 's3') =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { secrets.stackable.tech/class: ${secretClass} } }\nstringData: ${KEYS}\n---\n`;
const connection = (host: string) =>
  `apiVersion: s3.stackable.tech/v1alpha1\nkind: S3Connection\nmetadata: { name: c, namespace: shop }\nspec: { host: ${host}, credentials: { secretClass: s3 } }\n---\n`;
const AWS = 's3.eu-west-1.amazonaws.com';
const FOUND = 'S3Connection/c - other keys [accessKey,secretKey]';
const VOLUME =
  'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: w, namespace: shop }\nspec: { template: { spec: { containers: [{ name: main, image: i, volumeMounts: [{ name: v, mountPath: /s }] }], volumes: [{ name: v, ephemeral: { volumeClaimTemplate: { metadata: { annotations: { secrets.stackable.tech/class: s3 } }, spec: {} } } }] } } }\n---\n';

describe('classes of Secrets', () => {
  it.each([
    [
      'of AWS by the host',
      connection(AWS) + ofClass('keys'),
      [`${FOUND} static-aws`],
    ],
    [
      'of another store by the host',
      connection('minio') + ofClass('keys'),
      [`${FOUND} s3-compatible`],
    ],
    [
      'in the namespace that the class names',
      connection(AWS) + ofClass('keys', 'lake'),
      [`${FOUND} static-aws`],
    ],
    [
      'of another class',
      connection(AWS) + ofClass('keys', 'shop', 'tls'),
      ['Secret/keys - other keys [accessKey,secretKey] static-aws'],
    ],
    [
      'several',
      connection(AWS) + ofClass('keys') + ofClass('more'),
      [
        `${FOUND} static-aws`,
        'S3Connection/c - other more [accessKey,secretKey] static-aws',
      ],
    ],
  ])('lead from a connection to Secrets: %s', (_name, objects, expected) => {
    expect(audit(objects)).toEqual(expected);
  });

  it('lead from a volume to the Secrets beside the Pods', () => {
    expect(audit(VOLUME + ofClass('keys'))).toEqual([
      'StatefulSet/w main volume-secret keys [accessKey,secretKey] static-aws',
    ]);
    expect(audit(VOLUME + ofClass('keys') + ofClass('more'))).toEqual([
      'StatefulSet/w main volume-projected keys [accessKey,secretKey] static-aws',
      'StatefulSet/w main volume-projected more [accessKey,secretKey] static-aws',
    ]);
    expect(audit(VOLUME + ofClass('keys', 'lake'))).toEqual([
      'Secret/keys - other keys [accessKey,secretKey] static-aws',
    ]);
  });

  it('are not known without the right to Secrets', () => {
    expect(
      audit(connection(AWS) + VOLUME + ofClass('keys'), { readLevel: 0 }),
    ).toEqual([]);
  });
});
