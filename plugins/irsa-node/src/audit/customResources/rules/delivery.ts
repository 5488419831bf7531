import { CustomResourceRule } from '../types';
import { anySecret, idRef, pair, secretRef, tokenRef } from './places';

const s3Artifact = (base: string) =>
  pair(`${base}.s3`, 'accessKeySecret', 'secretKeySecret');

/** Software that deploys other software. */
export const delivery: readonly CustomResourceRule[] = [
  {
    software: 'Flux',
    group: 'source.toolkit.fluxcd.io',
    kinds: ['Bucket'],
    family: 's3',
    when: [{ path: 'spec.provider', oneOf: ['', 'generic', 'aws'] }],
    endpoints: ['spec.endpoint'],
    places: [anySecret('spec.secretRef', 'accesskey', 'secretkey')],
    keyless:
      'Set `provider: aws`, leave `secretRef` out, and give the ServiceAccount of the source controller a role.',
    source: 'https://fluxcd.io/flux/components/source/buckets/',
  },
  {
    software: 'Argo Workflows',
    group: 'argoproj.io',
    kinds: [
      'Workflow',
      'WorkflowTemplate',
      'ClusterWorkflowTemplate',
      'CronWorkflow',
    ],
    family: 's3',
    endpoints: [
      'spec.artifactRepository.s3.endpoint',
      'spec.arguments.artifacts.*.s3.endpoint',
      'spec.templates.*.archiveLocation.s3.endpoint',
      'spec.templates.*.inputs.artifacts.*.s3.endpoint',
      'spec.templates.*.outputs.artifacts.*.s3.endpoint',
      'spec.workflowSpec.templates.*.outputs.artifacts.*.s3.endpoint',
      'spec.workflowSpec.templates.*.inputs.artifacts.*.s3.endpoint',
    ],
    places: [
      ...s3Artifact('spec.arguments.artifacts.*'),
      ...s3Artifact('spec.templates.*.archiveLocation'),
      ...s3Artifact('spec.templates.*.inputs.artifacts.*'),
      ...s3Artifact('spec.templates.*.outputs.artifacts.*'),
      ...s3Artifact('spec.workflowSpec.templates.*.inputs.artifacts.*'),
      ...s3Artifact('spec.workflowSpec.templates.*.outputs.artifacts.*'),
    ],
    keyless:
      'Replace the two selectors by `useSDKCreds: true`, and run the workflow with a ServiceAccount that has a role.',
    source:
      'https://argo-workflows.readthedocs.io/en/latest/configure-artifact-repository/',
  },
  {
    software: 'Pulumi operator',
    group: 'pulumi.com',
    kinds: ['Stack'],
    family: 'aws',
    places: [
      idRef('spec.envRefs.AWS_ACCESS_KEY_ID.secret'),
      secretRef('spec.envRefs.AWS_SECRET_ACCESS_KEY.secret'),
      tokenRef('spec.envRefs.AWS_SESSION_TOKEN.secret'),
    ],
    source:
      'https://github.com/pulumi/pulumi-kubernetes-operator/blob/master/docs/stacks.md',
  },
];
