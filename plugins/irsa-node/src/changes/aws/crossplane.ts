import {
  fileNameOf,
  headerOf,
  objectNameOf,
  providerNameOf,
  providerTagsOf,
} from './names';
import { AwsFiles, AwsHalf } from './types';
import { yamlText } from './yamlText';

const EXTERNAL_NAME = 'crossplane.io/external-name';

/**
 * Managed resources of Crossplane's AWS provider. Pure.
 *
 * @param isNamespaced - whether they live in the namespace of the workload (`m.upbound.io`) instead of none
 */
export function writeCrossplane(
  half: AwsHalf,
  isNamespaced: boolean,
): AwsFiles {
  const { role, policy, provider, tags } = half;
  const isNew = provider.action === 'create';
  const object = (
    kind: string,
    name: string,
    forProvider: Record<string, unknown>,
    externalName?: string,
  ) => ({
    apiVersion: `iam.aws.${isNamespaced ? 'm.' : ''}upbound.io/v1beta1`,
    kind,
    metadata: {
      name,
      ...(isNamespaced ? { namespace: half.workload.namespace } : {}),
      ...(externalName === undefined
        ? {}
        : { annotations: { [EXTERNAL_NAME]: externalName } }),
    },
    spec: { forProvider },
  });
  const name = objectNameOf(half);
  const documents = [
    object(
      'Policy',
      name,
      { path: policy.path, policy: pretty(policy.document), tags },
      policy.name,
    ),
    object(
      'Role',
      name,
      {
        path: role.path,
        maxSessionDuration: role.maxSessionDuration,
        ...(role.boundaryArn === undefined
          ? {}
          : { permissionsBoundary: role.boundaryArn }),
        assumeRolePolicy: pretty(role.trustDocument),
        tags,
      },
      role.name,
    ),
    object('RolePolicyAttachment', name, {
      roleRef: { name },
      policyArnRef: { name },
    }),
  ];
  const providerName = providerNameOf(half);
  return {
    files: [
      ...(isNew
        ? [
            {
              path: `${providerName}.yaml`,
              content: yamlText(
                'IAM takes tokens of this cluster. One for all of its workloads.',
                [
                  object('OpenIDConnectProvider', providerName, {
                    url: provider.url,
                    clientIdList: [provider.audience],
                    thumbprintList: [],
                    tags: providerTagsOf(half),
                  }),
                ],
              ),
            },
          ]
        : []),
      {
        path: `${fileNameOf(half)}.yaml`,
        content: yamlText(headerOf(half), documents),
      },
    ],
    apply: `Whoever runs Crossplane: apply the objects to its cluster, by hand or by what applies this folder. They use the ${
      isNamespaced ? 'ClusterProviderConfig' : 'ProviderConfig'
    } named default.`,
    left: isNamespaced
      ? []
      : [
          'Where the kinds of Crossplane that live in a namespace are used, apiVersion is iam.aws.m.upbound.io/v1beta1, and each object needs its namespace.',
        ],
  };
}

function pretty(document: string): string {
  return JSON.stringify(JSON.parse(document), null, 2);
}
