/**
 * How the source of a role is written.
 *
 * @public
 */
export type RoleSourceForm =
  | 'ack'
  | 'crossplane'
  | 'terraform'
  | 'cloudformation';

// Not part of the trust engine: pages ask for it, and would bring the whole engine with them.
const FORMS: [RegExp, RoleSourceForm][] = [
  [/^(AWS Controllers for Kubernetes|ack)$/i, 'ack'],
  [/^crossplane$/i, 'crossplane'],
  [/\b(terraform|tofu|opentofu|terragrunt)\b/i, 'terraform'],
  [/^cloud-?formation$/i, 'cloudformation'],
];

/**
 * The form in which a trust policy can be changed in its source, by what keeps the role; undefined where its source is a program or
 * something else that is not edited.
 *
 * @public
 */
export function sourceFormOf(keeper: string): RoleSourceForm | undefined {
  return FORMS.find(([name]) => name.test(keeper.trim()))?.[1];
}
