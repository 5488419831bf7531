import { CredentialPlace, CustomResourceRule, PlacePart } from '../types';
import {
  idValue,
  secretValue,
  idRef,
  secretRef,
  fileRef,
  anySecret,
  pair,
} from './places';

/** KEDA names a Secret for each parameter of a scaler. */
const parameter = (is: string, part: PlacePart): CredentialPlace => ({
  path: 'spec.secretTargetRef.*',
  as: 'selector',
  part,
  where: { field: 'parameter', is },
});

/** Software that reacts to events. */
export const events: readonly CustomResourceRule[] = [
  {
    software: 'KEDA',
    group: 'keda.sh',
    kinds: ['TriggerAuthentication', 'ClusterTriggerAuthentication'],
    family: 'aws',
    places: [
      parameter('awsAccessKeyID', 'id'),
      parameter('awsSecretAccessKey', 'secret'),
      parameter('awsSessionToken', 'token'),
    ],
    keyless: 'Replace the parameters by `podIdentity.provider: aws`.',
    source: 'https://keda.sh/docs/latest/scalers/aws-cloudwatch/',
  },
  {
    software: 'Argo Events',
    group: 'argoproj.io',
    kinds: ['EventSource'],
    family: 'aws',
    places: [
      ...pair('spec.sqs.*', 'accessKey', 'secretKey'),
      ...pair('spec.sns.*', 'accessKey', 'secretKey'),
    ],
    keyless:
      'Leave the two selectors out, and run the event source with a ServiceAccount that has a role.',
    source:
      'https://argoproj.github.io/argo-events/eventsources/setup/aws-sqs/',
  },
  {
    software: 'Argo Events',
    group: 'argoproj.io',
    kinds: ['EventSource'],
    family: 's3',
    endpoints: ['spec.minio.*.endpoint'],
    places: pair('spec.minio.*', 'accessKey', 'secretKey'),
    source: 'https://argoproj.github.io/argo-events/eventsources/setup/minio/',
  },
  {
    software: 'Knative and Triggermesh',
    group: 'sources.triggermesh.io',
    kinds: [
      'AWSSQSSource',
      'AWSS3Source',
      'AWSKinesisSource',
      'AWSSNSSource',
      'AWSCloudWatchSource',
      'AWSDynamoDBSource',
      'AWSCodeCommitSource',
      'AWSCloudWatchLogsSource',
    ],
    family: 'aws',
    places: [
      idValue('spec.auth.credentials.accessKeyID.value'),
      idRef('spec.auth.credentials.accessKeyID.valueFromSecret'),
      secretValue('spec.auth.credentials.secretAccessKey.value'),
      secretRef('spec.auth.credentials.secretAccessKey.valueFromSecret'),
    ],
    keyless: 'Replace `auth.credentials` by `auth.iamRole`.',
    source: 'https://docs.triggermesh.io/sources/awssqs/',
  },
  {
    software: 'Knative',
    group: 'sources.knative.dev',
    kinds: ['AwsSqsSource', 'IntegrationSource'],
    family: 'aws',
    places: [
      fileRef('spec.awsCredsSecret'),
      anySecret('spec.aws.auth.secret.ref', 'aws.accessKey', 'aws.secretKey'),
    ],
    source: 'https://knative.dev/docs/eventing/sources/integration-source/',
  },
];
