import { ChangeImpossibleError } from '../types';
import { writeAck } from './ack';
import { writeCloudFormation } from './cloudFormation';
import { writeCrossplane } from './crossplane';
import { writeEksctl } from './eksctl';
import { writeTerraform } from './terraform';
import { AwsFiles, AwsForm, AwsHalf, AwsOptions } from './types';

/**
 * Role, policy and provider of a migration as new files. A provider that is there already is not in them; a new one is in a file of its
 * own, since all workloads of a cluster share it. Pure. Throws ChangeImpossibleError when the form cannot say what was planned.
 */
export function writeAwsHalf(
  half: AwsHalf,
  form: AwsForm,
  options: AwsOptions = {},
): AwsFiles {
  const written = writeForm(half, form, options);
  const { action, arn, audience } = half.provider;
  if (action === 'create' && written.files.length > 1) {
    return {
      ...written,
      left: [
        ...written.left,
        `IAM takes a provider once: ${written.files[0].path} is for all workloads of the cluster. Leave it out where another workload has brought it already.`,
      ],
    };
  }
  return action === 'addAudience'
    ? {
        ...written,
        left: [
          ...written.left,
          `The provider ${arn} is there already, and has to take tokens of audience ${audience} too. Add it where the provider is kept.`,
        ],
      }
    : written;
}

function writeForm(
  half: AwsHalf,
  form: AwsForm,
  { cluster, isNamespaced = false }: AwsOptions,
): AwsFiles {
  switch (form) {
    case 'terraform':
      return writeTerraform(half);
    case 'cloudformation':
      return writeCloudFormation(half, 'yaml');
    case 'cdk':
      return writeCloudFormation(half, 'json');
    case 'eksctl':
      if (!cluster) {
        throw new ChangeImpossibleError(
          'awsForm',
          'eksctl needs the name of the cluster at EKS.',
        );
      }
      return writeEksctl(half, cluster);
    case 'ack':
      return writeAck(half);
    case 'crossplane':
      return writeCrossplane(half, isNamespaced);
    default:
      return form satisfies never;
  }
}
