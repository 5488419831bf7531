import { AuditFinding, AuditVerdict } from '../audit/types';

/** The texts of the exports about a verdict. */
export interface VerdictRule {
  name: string;
  summary: string;
  explanation: string;
  remedy: string;
  /** SARIF 2.1.0, 3.58.6. */
  level: 'error' | 'warning' | 'note';
  /** 0 to 10, as code scanning wants it. */
  securitySeverity: string;
  /** OCSF: 1 informational, 2 low, 3 medium, 4 high. */
  severityId: 1 | 2 | 3 | 4;
}

export const VERDICT_RULES: Record<AuditVerdict, VerdictRule> = {
  'static-aws': {
    name: 'StaticAwsKey',
    summary: 'A workload is given a static AWS access key',
    explanation:
      'The key does not expire, is copied to wherever the manifest or Secret goes, and works for whoever has it.',
    remedy:
      'Give the ServiceAccount an IAM role (IRSA or EKS Pod Identity), remove the key from the workload, and delete the key once it is no longer used.',
    level: 'error',
    securitySeverity: '8.0',
    severityId: 4,
  },
  'irsa-shadowed': {
    name: 'RoleShadowedByStaticKey',
    summary: "A static AWS access key is used instead of the pod's IAM role",
    explanation:
      'The ServiceAccount has a role, but most SDKs look at the variables and files of a static key first, so the role is never used.',
    remedy:
      'Remove the static key from the workload. The role that is already there takes over; check its permissions first.',
    level: 'error',
    securitySeverity: '7.5',
    severityId: 4,
  },
  'ses-smtp': {
    name: 'SesSmtpUser',
    summary:
      'A workload sends mail with an IAM user of the SMTP interface of SES',
    explanation:
      'The user name is an access key id, and the password is made from its secret half. The SMTP interface takes no role, and whoever has the secret half can call AWS with it.',
    remedy:
      'Send through the API of SES, which takes a role. Until then, let the user send mail and nothing else, and change its password now and then.',
    level: 'error',
    securitySeverity: '7.7',
    severityId: 4,
  },
  's3-compatible': {
    name: 'S3CompatibleKey',
    summary: 'A workload has a static key of an object store that is not AWS',
    explanation:
      'IAM roles do not reach that store, so the key stays. It is listed so that nobody has to look into it again.',
    remedy: 'Nothing to migrate. Rotate it as its store allows.',
    level: 'warning',
    securitySeverity: '4.0',
    severityId: 2,
  },
  uncertain: {
    name: 'PossibleAwsKey',
    summary: 'A workload may have a static AWS access key',
    explanation:
      'Names alone do not tell: they are used for AWS and for others, or the names inside a Secret could not be read.',
    remedy: 'Look again at a higher read level, or look at the object by hand.',
    level: 'note',
    securitySeverity: '2.0',
    severityId: 1,
  },
};

/** Where a finding is, for people: `production/Deployment/test, container app`. */
export function describePlace(finding: AuditFinding): string {
  const { namespace, kind, name, container } = finding;
  const object = [namespace, kind, name].filter(Boolean).join('/');
  return container ? `${object}, container ${container}` : object;
}

/** One sentence for people: what, where, from which object. */
export function describeFinding(finding: AuditFinding): string {
  const { location, objectName, keyNames, verdict, why } = finding;
  const from = objectName ? ` from ${objectName}` : '';
  const keys = keyNames.length > 0 ? ` (${keyNames.join(', ')})` : '';
  return `${VERDICT_RULES[verdict].summary}: ${describePlace(
    finding,
  )}, ${location}${from}${keys}. ${why}.`;
}
