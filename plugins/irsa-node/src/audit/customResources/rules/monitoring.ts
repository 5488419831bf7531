import { CustomResourceRule } from '../types';
import {
  idValue,
  secretValue,
  idRef,
  secretRef,
  fileRef,
  anyRef,
  anySecret,
  pair,
} from './places';

const sigv4 = (base: string) => pair(`${base}.sigv4`, 'accessKey', 'secretKey');

/** Metrics, logs and traces. */
export const monitoring: readonly CustomResourceRule[] = [
  {
    software: 'Prometheus operator',
    group: 'monitoring.coreos.com',
    kinds: [
      'Prometheus',
      'PrometheusAgent',
      'Alertmanager',
      'AlertmanagerConfig',
      'ThanosRuler',
    ],
    family: 'aws',
    places: [
      ...sigv4('spec.remoteWrite.*'),
      ...sigv4('spec.alerting.alertmanagers.*'),
      ...sigv4('spec.receivers.*.snsConfigs.*'),
    ],
    keyless:
      'Leave the two selectors out, and give the ServiceAccount of the Pods a role.',
    source:
      'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Sigv4',
  },
  {
    software: 'Prometheus operator',
    group: 'monitoring.coreos.com',
    kinds: ['ScrapeConfig'],
    family: 'aws',
    places: pair('spec.ec2SDConfigs.*', 'accessKey', 'secretKey'),
    keyless:
      'Leave the two selectors out, and give the ServiceAccount of the Pods a role.',
    source: 'https://prometheus-operator.dev/docs/api-reference/api/',
  },
  {
    software: 'Prometheus operator (Thanos)',
    group: 'monitoring.coreos.com',
    kinds: ['Prometheus', 'ThanosRuler'],
    family: 's3',
    places: [
      fileRef('spec.thanos.objectStorageConfig'),
      fileRef('spec.objectStorageConfig'),
    ],
    keyless:
      'Set `aws_sdk_auth: true` in the object storage configuration in place of the keys.',
    source: 'https://prometheus-operator.dev/docs/platform/thanos/',
  },
  {
    software: 'Loki operator',
    group: 'loki.grafana.com',
    kinds: ['LokiStack'],
    family: 's3',
    when: [
      { path: 'spec.storage.secret.type', oneOf: ['s3'] },
      {
        path: 'spec.storage.secret.credentialMode',
        oneOf: ['', 'static'],
      },
    ],
    places: [
      anySecret('spec.storage.secret', 'access_key_id', 'access_key_secret'),
    ],
    keyless: 'Put `role_arn` into the Secret in place of the keys.',
    source: 'https://loki-operator.dev/docs/object_storage.md/',
  },
  {
    software: 'Tempo operator',
    group: 'tempo.grafana.com',
    kinds: ['TempoStack', 'TempoMonolithic'],
    family: 's3',
    when: [
      { path: 'spec.storage.secret.type', oneOf: ['s3'] },
      {
        path: 'spec.storage.secret.credentialMode',
        oneOf: ['', 'static'],
      },
    ],
    places: [
      anySecret('spec.storage.secret', 'access_key_id', 'access_key_secret'),
    ],
    keyless: 'Put `role_arn` into the Secret in place of the keys.',
    source:
      'https://grafana.com/docs/tempo/latest/setup/operator/object-storage/',
  },
  {
    software: 'Logging operator',
    group: 'logging.banzaicloud.io',
    kinds: ['Output', 'ClusterOutput'],
    family: 'aws',
    endpoints: ['spec.s3.s3_endpoint'],
    places: [
      ...[
        's3',
        'cloudwatch',
        'kinesisStream',
        'kinesisFirehose',
        'sqs',
      ].flatMap(output => [
        idRef(`spec.${output}.aws_key_id.valueFrom.secretKeyRef`),
        secretRef(`spec.${output}.aws_sec_key.valueFrom.secretKeyRef`),
        idValue(`spec.${output}.aws_key_id.value`),
        secretValue(`spec.${output}.aws_sec_key.value`),
      ]),
    ],
    keyless:
      'Leave the two out, and give the ServiceAccount of Fluentd a role.',
    source: 'https://kube-logging.dev/docs/configuration/plugins/outputs/s3/',
  },
  {
    software: 'Grafana operator',
    group: 'grafana.integreatly.org',
    kinds: ['GrafanaDatasource'],
    family: 'aws',
    when: [
      {
        path: 'spec.datasource.type',
        oneOf: [
          'cloudwatch',
          'grafana-athena-datasource',
          'grafana-redshift-datasource',
          'grafana-timestream-datasource',
          'grafana-x-ray-datasource',
        ],
      },
    ],
    places: [
      anyRef('spec.valuesFrom.*.valueFrom.secretKeyRef'),
      idValue('spec.datasource.secureJsonData.accessKey'),
      secretValue('spec.datasource.secureJsonData.secretKey'),
    ],
    keyless:
      'Set `jsonData.authType: default`, and give the ServiceAccount of Grafana a role.',
    source: 'https://grafana.github.io/grafana-operator/docs/datasources/',
  },
];
