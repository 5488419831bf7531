import { RoleSourceForm } from 'backstage-plugin-irsa-common';

/** The trust policy that a role is to have. Documents are texts of JSON. */
export interface RoleTrustChange {
  form: RoleSourceForm;
  /** Name of the role in IAM. */
  roleName: string;
  /** ARN of the role in IAM. */
  roleArn: string;
  /** CloudFormation: its name in the template, where a tag of the role says it. */
  logicalId?: string;
  /** What IAM has now; the source has to say the same. */
  before: string;
  after: string;
}

/** A file with the changed trust policy. */
export interface ChangedRoleTrust {
  path: string;
  content: string;
  /** The trust policy as it was read again from the changed text: a text of JSON. */
  policy: string;
}
