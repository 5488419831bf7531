const LONGEST = 200_000;

/** What lets in whoever proves an AWS identity, and knows each by its name. */
export type NamedSignIn =
  | 'Kubernetes clusters'
  | 'MongoDB'
  | 'Redshift'
  | 'Snowflake'
  | 'Teleport'
  | 'Vault';

/**
 * How settings and commands show it: the token of EKS, https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html; a user
 * of MongoDB or DocumentDB that is an ARN, https://www.mongodb.com/docs/atlas/security/aws-iam-authentication/; the method aws of Vault,
 * https://developer.hashicorp.com/vault/docs/auth/aws, https://docs.spring.io/spring-cloud-vault/reference/authentication.html; workload
 * identity of Snowflake, https://docs.snowflake.com/en/user-guide/workload-identity-federation; the join method iam of Teleport.
 */
const SIGNS: readonly [NamedSignIn, RegExp][] = [
  [
    'Kubernetes clusters',
    /\baws-iam-authenticator\b|\beks["'\s,-]+(get-token|update-kubeconfig)\b/,
  ],
  ['MongoDB', /\bMONGODB-AWS\b/],
  ['Snowflake', /WORKLOAD_IDENTITY_PROVIDER["']?\s*[:=]\s*["']?AWS\b/i],
  [
    'Vault',
    /\bvault\s+login\b[^\n]*-method[= ]aws\b|\bauth\/aws(-[\w-]+)?\/login\b|\bVAULT_(AUTH_)?(METHOD|TYPE)\s*[=:]\s*["']?aws\b|\bmethod\s*["']aws["']|vault[^]{0,400}?authentication["']?\s*[:=]\s*["']?AWS_IAM\b/i,
  ],
  ['Teleport', /\bjoin_method["']?\s*[:=]\s*["']?iam\b/],
];

/** To what a text signs in as its AWS identity. */
export function signInsIn(text: string): NamedSignIn[] {
  return text.length > LONGEST
    ? []
    : SIGNS.flatMap(([name, sign]) => (sign.test(text) ? [name] : []));
}
