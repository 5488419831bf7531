import {
  fileNameOf,
  headerOf,
  objectNameOf,
  providerNameOf,
  providerTagsOf,
} from './names';
import { AwsFiles, AwsHalf } from './types';
import { yamlText } from './yamlText';

const API_VERSION = 'iam.services.k8s.aws/v1alpha1';

/** Objects of the IAM controller of ACK, in the namespace of the workload. Pure. */
export function writeAck(half: AwsHalf): AwsFiles {
  const { role, policy, provider, tags } = half;
  const isNew = provider.action === 'create';
  const object = (
    kind: string,
    name: string,
    spec: Record<string, unknown>,
    tagged = tags,
  ) => ({
    apiVersion: API_VERSION,
    kind,
    metadata: { name, namespace: half.workload.namespace },
    spec: {
      ...spec,
      tags: Object.entries(tagged).map(([key, value]) => ({ key, value })),
    },
  });
  const name = objectNameOf(half);
  const documents = [
    object('Policy', name, {
      name: policy.name,
      path: policy.path,
      policyDocument: pretty(policy.document),
    }),
    object('Role', name, {
      name: role.name,
      path: role.path,
      maxSessionDuration: role.maxSessionDuration,
      ...(role.boundaryArn === undefined
        ? {}
        : { permissionsBoundary: role.boundaryArn }),
      assumeRolePolicyDocument: pretty(role.trustDocument),
      policies: [policy.arn],
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
                  object(
                    'OpenIDConnectProvider',
                    providerName,
                    {
                      url: provider.url,
                      clientIDs: [provider.audience],
                      thumbprints: [],
                    },
                    providerTagsOf(half),
                  ),
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
    apply:
      'Whoever runs the IAM controller of ACK: apply the objects to its cluster, by hand or by what applies this folder. The controller must be allowed to make this role.',
    left: [],
  };
}

function pretty(document: string): string {
  return JSON.stringify(JSON.parse(document), null, 2);
}
