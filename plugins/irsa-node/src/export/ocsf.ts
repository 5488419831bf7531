import { AuditFinding } from '../audit/types';
import { findingIds } from './findingIds';
import { describeFinding, describePlace, VERDICT_RULES } from './rules';

export interface OcsfOptions {
  /** Version of the program that found them. */
  version: string;
  /** Time of the scan. */
  time: Date;
  cluster?: string;
}

const CONFIDENCE = {
  name: { confidence_id: 1, confidence: 'Low' },
  id: { confidence_id: 2, confidence: 'Medium' },
  pair: { confidence_id: 3, confidence: 'High' },
} as const;

const SEVERITY = { 1: 'Informational', 2: 'Low', 3: 'Medium', 4: 'High' };

/**
 * A JSON array of OCSF 1.5.0 events of class Detection Finding (2004), activity Create: one for each finding, with the
 * object as the resource.
 *
 * {@link https://schema.ocsf.io/1.5.0/classes/detection_finding}
 */
export function auditToOcsf(
  findings: readonly AuditFinding[],
  options: OcsfOptions,
): string {
  const ids = findingIds(findings, options.cluster);
  const events = findings.map((finding, index) =>
    toEvent(finding, ids[index], options),
  );
  return `${JSON.stringify(events, null, 2)}\n`;
}

function toEvent(finding: AuditFinding, uid: string, options: OcsfOptions) {
  const { verdict, namespace, kind, name, source } = finding;
  const rule = VERDICT_RULES[verdict];
  const [accessKey] = finding.accessKeys;
  const time = options.time.getTime();
  return {
    class_uid: 2004,
    class_name: 'Detection Finding',
    category_uid: 2,
    category_name: 'Findings',
    activity_id: 1,
    activity_name: 'Create',
    type_uid: 200401,
    type_name: 'Detection Finding: Create',
    time,
    status_id: 1,
    status: 'New',
    severity_id: rule.severityId,
    severity: SEVERITY[rule.severityId],
    ...CONFIDENCE[finding.confidence],
    message: describeFinding(finding),
    metadata: {
      version: '1.5.0',
      product: {
        name: 'irsa-audit',
        vendor_name: 'IRSA for Backstage',
        version: options.version,
      },
    },
    finding_info: {
      uid,
      title: rule.summary,
      desc: describeFinding(finding),
      types: ['Static credential'],
      created_time: time,
      analytic: {
        uid: verdict,
        name: rule.name,
        type_id: 1,
        type: 'Rule',
      },
    },
    remediation: { desc: rule.remedy },
    resources: [
      {
        uid: [options.cluster, namespace, kind, name].filter(Boolean).join('/'),
        name: describePlace(finding),
        type: `Kubernetes ${kind}`,
        ...(namespace ? { namespace } : {}),
      },
    ],
    unmapped: {
      location: finding.location,
      container: finding.container,
      objectName: finding.objectName,
      keyNames: finding.keyNames,
      verdict,
      path: finding.path,
      readLevel: finding.readLevel,
      ...(accessKey ? { accessKeyLast4: accessKey.last4 } : {}),
      ...(source ? { file: source.file, line: source.line } : {}),
    },
  };
}
