import { ChangeImpossibleError } from '../types';
import { fileNameOf, headerOf } from './names';
import { AwsFiles, AwsHalf } from './types';
import { yamlText } from './yamlText';

/** Seconds; eksctl leaves it to IAM. */
const USUAL_DURATION = 3600;
/** The only audience of roles that eksctl makes, but for those of China. */
const AUDIENCES = ['sts.amazonaws.com', 'sts.amazonaws.com.cn'];
const POD_IDENTITY = 'pods.eks.amazonaws.com';
/** Characters: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html */
const LONGEST_STACK = 128;

/**
 * A ClusterConfig of eksctl with one entry of `iam.serviceAccounts`. eksctl writes the trust policy itself, and keeps the rights in the
 * role. Pure. Throws ChangeImpossibleError when eksctl would make another role than the planned one.
 *
 * @param cluster - its name at EKS
 */
export function writeEksctl(half: AwsHalf, cluster: string): AwsFiles {
  const { provider, role, policy, tags, region } = half;
  const problem = problemOf(half, cluster);
  if (problem) {
    throw new ChangeImpossibleError('awsForm', problem);
  }
  const config = {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: cluster, region },
    iam: {
      withOIDC: true,
      serviceAccounts: [
        {
          metadata: {
            name: half.serviceAccount.name,
            namespace: half.workload.namespace,
          },
          roleName: role.name,
          // The ServiceAccount is changed where it is kept.
          roleOnly: true,
          ...(role.boundaryArn === undefined
            ? {}
            : { permissionsBoundary: role.boundaryArn }),
          attachPolicy: JSON.parse(policy.document),
          tags,
        },
      ],
    },
  };
  const file = `${fileNameOf(half)}.yaml`;
  return {
    files: [{ path: file, content: yamlText(headerOf(half), [config]) }],
    apply: `Whoever runs eksctl for this cluster: ${
      provider.action === 'create'
        ? `eksctl utils associate-iam-oidc-provider -f ${file} --approve, then `
        : ''
    }eksctl create iamserviceaccount -f ${file} --approve.`,
    left: [
      `metadata.name has to be the name of the cluster at EKS (${cluster} here).`,
      'eksctl keeps the rights in the role itself, so there is no managed policy.',
    ],
  };
}

function problemOf(half: AwsHalf, cluster: string): string | undefined {
  const { role, provider } = half;
  if (provider.audience === POD_IDENTITY) {
    return 'eksctl writes the trust policy of a role of EKS Pod Identity itself, and for every ServiceAccount instead of the planned one. Choose another form.';
  }
  if (role.path !== '/') {
    return `eksctl makes roles without a path only, and the planned one has the path ${role.path}. Choose another form, or a role without a path.`;
  }
  if (!AUDIENCES.includes(provider.audience)) {
    return `eksctl makes roles for tokens of audience sts.amazonaws.com only, and those of this cluster have ${provider.audience}. Choose another form.`;
  }
  if (role.maxSessionDuration !== USUAL_DURATION) {
    return `eksctl makes roles with sessions of an hour only, and the planned one has ${role.maxSessionDuration} seconds. Choose another form.`;
  }
  const {
    length,
  } = `eksctl-${cluster}-addon-iamserviceaccount-${half.workload.namespace}-${half.serviceAccount.name}`;
  if (length > LONGEST_STACK) {
    return `eksctl would name its stack after cluster, namespace and ServiceAccount, in ${length} characters, and CloudFormation takes ${LONGEST_STACK}. Choose another form.`;
  }
  return undefined;
}
