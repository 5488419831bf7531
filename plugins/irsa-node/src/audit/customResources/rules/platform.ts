import { CustomResourceRule } from '../types';
import {
  idValue,
  idRef,
  secretRef,
  tokenRef,
  fileRef,
  anySecret,
  pair,
} from './places';

const ROUTE53 = 'spec.acme.solvers.*.dns01.route53';

/** Clusters, certificates, secrets and cloud resources. */
export const platform: readonly CustomResourceRule[] = [
  {
    software: 'cert-manager',
    group: 'cert-manager.io',
    kinds: ['Issuer', 'ClusterIssuer'],
    family: 'aws',
    places: [
      idValue(`${ROUTE53}.accessKeyID`),
      idRef(`${ROUTE53}.accessKeyIDSecretRef`),
      secretRef(`${ROUTE53}.secretAccessKeySecretRef`),
    ],
    keyless:
      'Leave the key out: the controller then uses the role of its own ServiceAccount, or that of `route53.auth.kubernetes.serviceAccountRef`.',
    source: 'https://cert-manager.io/docs/configuration/acme/dns01/route53/',
  },
  {
    software: 'External Secrets',
    group: 'external-secrets.io',
    kinds: ['SecretStore', 'ClusterSecretStore'],
    family: 'aws',
    places: [
      ...pair(
        'spec.provider.aws.auth.secretRef',
        'accessKeyIDSecretRef',
        'secretAccessKeySecretRef',
      ),
      tokenRef('spec.provider.aws.auth.secretRef.sessionTokenSecretRef'),
    ],
    keyless:
      'Replace `auth.secretRef` by `auth.jwt.serviceAccountRef`, which names a ServiceAccount with a role.',
    source: 'https://external-secrets.io/latest/provider/aws-access/',
  },
  {
    software: 'External Secrets',
    group: 'generators.external-secrets.io',
    kinds: ['ECRAuthorizationToken', 'STSSessionToken'],
    family: 'aws',
    places: [
      ...pair(
        'spec.auth.secretRef',
        'accessKeyIDSecretRef',
        'secretAccessKeySecretRef',
      ),
      tokenRef('spec.auth.secretRef.sessionTokenSecretRef'),
    ],
    keyless:
      'Replace `auth.secretRef` by `auth.jwt.serviceAccountRef`, which names a ServiceAccount with a role.',
    source: 'https://external-secrets.io/latest/api/generator/ecr/',
  },
  {
    software: 'Crossplane',
    group: 'aws.upbound.io',
    kinds: ['ProviderConfig'],
    family: 'aws',
    when: [{ path: 'spec.credentials.source', oneOf: ['Secret'] }],
    places: [fileRef('spec.credentials.secretRef')],
    keyless:
      'Set `spec.credentials.source` to IRSA, PodIdentity or WebIdentity.',
    source: 'https://docs.upbound.io/providers/provider-aws/authentication/',
  },
  {
    software: 'Crossplane',
    group: 'aws.m.upbound.io',
    kinds: ['ProviderConfig', 'ClusterProviderConfig'],
    family: 'aws',
    when: [{ path: 'spec.credentials.source', oneOf: ['Secret'] }],
    places: [fileRef('spec.credentials.secretRef')],
    keyless:
      'Set `spec.credentials.source` to IRSA, PodIdentity or WebIdentity.',
    source: 'https://docs.upbound.io/providers/provider-aws/authentication/',
  },
  {
    software: 'Crossplane',
    group: 'aws.crossplane.io',
    kinds: ['ProviderConfig'],
    family: 'aws',
    when: [{ path: 'spec.credentials.source', oneOf: ['Secret'] }],
    places: [fileRef('spec.credentials.secretRef')],
    keyless:
      "Set `spec.credentials.source` to InjectedIdentity, and give the provider's ServiceAccount a role.",
    source: 'https://docs.crossplane.io/latest/packages/providers/',
  },
  {
    software: 'Cluster API for AWS',
    group: 'infrastructure.cluster.x-k8s.io',
    kinds: ['AWSClusterStaticIdentity'],
    family: 'aws',
    places: [anySecret('spec.secretRef', 'AccessKeyID', 'SecretAccessKey')],
    keyless: 'Use an AWSClusterRoleIdentity.',
    source: 'https://cluster-api-aws.sigs.k8s.io/topics/multitenancy',
  },
  {
    software: 'OpenShift',
    group: 'cloudcredential.openshift.io',
    kinds: ['CredentialsRequest'],
    family: 'aws',
    when: [
      { path: 'spec.providerSpec.kind', oneOf: ['AWSProviderSpec'] },
      { path: 'spec.cloudTokenPath', oneOf: [''] },
      { path: 'spec.providerSpec.stsIAMRoleARN', oneOf: [''] },
    ],
    places: [
      anySecret('spec.secretRef', 'aws_access_key_id', 'aws_secret_access_key'),
    ],
    keyless:
      'Set `cloudTokenPath` and `stsIAMRoleARN`, with the credential operator in manual mode.',
    source:
      'https://docs.openshift.com/container-platform/latest/authentication/managing_cloud_provider_credentials/about-cloud-credential-operator.html',
  },
];
