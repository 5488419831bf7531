import { audit, secret } from '../__testUtils__/audit';
import { providerOf, referencesIn } from './configReferences';

const connector = (id: string, word: string, more = '') =>
  `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnector\nmetadata: { name: sink, namespace: shop, labels: { strimzi.io/cluster: c } }\nspec:\n  config:\n    aws.access.key.id: "${id}"\n    aws.secret.access.key: "${word}"\n${more}---\n`;
const connect = (spec: string) =>
  `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaConnect\nmetadata: { name: c, namespace: shop }\nspec: ${spec}\n---\n`;
const MOUNTED =
  '{ template: { pod: { volumes: [{ name: v, secret: { secretName: s, items: [{ key: k, path: keys.properties }] } }] }, connectContainer: { volumeMounts: [{ name: v, mountPath: /mnt/keys }], env: [{ name: ID, valueFrom: { secretKeyRef: { name: s, key: i } } }, { name: WORD, valueFrom: { secretKeyRef: { name: s, key: w } } }] } } }';
const SECRETS = ['${secrets:shop/s:i}', '${secrets:shop/s:w}'] as const;

describe('providers of configuration', () => {
  it.each<[string, string, string[]]>([
    [
      'name a Secret',
      connector(...SECRETS),
      ['KafkaConnector/sink - other s [i,w] static-aws'],
    ],
    [
      'without a namespace, in that of the connector',
      connector('${secrets:s:i}', '${secrets:s:w}'),
      ['KafkaConnector/sink - other s [i,w] static-aws'],
    ],
    [
      'name a Secret that does not hold it',
      connector(...SECRETS) + secret('s', '{ other: x }'),
      [],
    ],
    [
      'name a Secret with the key of another store',
      connector(...SECRETS) +
        secret('s', '{ i: minioadmin, w: minio-of-shop }'),
      ['KafkaConnector/sink - other s [i,w] s3-compatible'],
    ],
    [
      'of another address',
      connector(...SECRETS, '    aws.s3.endpoint: http://ceph.lake.svc:8080\n'),
      ['KafkaConnector/sink - other s [i,w] s3-compatible'],
    ],
    [
      'name a variable of the cluster of Connect',
      connector('${env:ID}', '${env:WORD}') + connect(MOUNTED),
      ['KafkaConnector/sink - other s [i,w] static-aws'],
    ],
    [
      'name a file of properties that was not read',
      connector(
        '${file:/mnt/keys/keys.properties:a}',
        '${file:/mnt/keys/keys.properties:b}',
      ) + connect(MOUNTED),
      ['KafkaConnector/sink - other s [k] static-aws'],
    ],
    [
      'name a file that nothing mounts',
      connector('${file:/elsewhere:a}', '${file:/elsewhere:b}') +
        connect(MOUNTED),
      ['KafkaConnector/sink - other - [a,b] uncertain'],
    ],
    [
      'are of a kind that is not known',
      connector('${ssm:prod:id}', '${ssm:prod:word}') + connect('{}'),
      ['KafkaConnector/sink - other - [id,word] uncertain'],
    ],
    [
      'fill in something else',
      `apiVersion: kafka.strimzi.io/v1\nkind: KafkaConnector\nmetadata: { name: db, namespace: shop }\nspec: { config: { connection.password: "\${vault:db:word}" } }\n---\n`,
      [],
    ],
  ])('%s', (_name, yaml, expected) => {
    expect(
      audit(yaml).filter(found => found.startsWith('KafkaConnector')),
    ).toEqual(expected);
  });

  it('are known by their class before their name', () => {
    const config = {
      'config.providers.env.class':
        'io.strimzi.kafka.KubernetesSecretConfigProvider',
    };
    expect(providerOf('env', config)).toBe('Secret');
    expect(providerOf('env', {})).toBe('variable');
    expect(providerOf('vault', {})).toBeUndefined();
  });

  it('are found anywhere in a text', () => {
    expect(
      referencesIn('a ${env:ID} ${x} ${file:/a/b.properties:c.d}'),
    ).toEqual([
      { alias: 'env', at: 'ID', key: '' },
      { alias: 'file', at: '/a/b.properties', key: 'c.d' },
    ]);
  });
});
