import { AuditFinding } from '../audit/types';
import { findingIds } from './findingIds';
import {
  describeFinding,
  describePlace,
  VERDICT_RULES,
  VerdictRule,
} from './rules';
import { toArtifact } from './sarifArtifact';
import { VERDICTS_BY_SEVERITY } from './severity';

export interface SarifOptions {
  /** Version of the program that found them. */
  version: string;
  /** Cluster the findings are of; absent for files. */
  cluster?: string;
  /** What could not be read, one sentence each. */
  notes?: readonly string[];
  /** False when the scan was aborted. Default true. */
  complete?: boolean;
}

const RULES = [...VERDICTS_BY_SEVERITY].reverse();
/** Code scanning keeps its own hash under `primaryLocationLineHash`, so ours has another name. */
const FINGERPRINT = 'irsaAudit/v1';

/**
 * A SARIF 2.1.0 log with one run and one rule for each verdict. Files are physical locations relative to the working
 * directory; objects are logical locations.
 *
 * {@link https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html}
 */
export function auditToSarif(
  findings: readonly AuditFinding[],
  options: SarifOptions,
): string {
  const ids = findingIds(findings, options.cluster);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'irsa-audit',
            semanticVersion: options.version,
            rules: RULES.map(verdict =>
              toRule(verdict, VERDICT_RULES[verdict]),
            ),
          },
        },
        ...(options.cluster
          ? { automationDetails: { id: `cluster/${options.cluster}/` } }
          : {}),
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: options.complete ?? true,
            toolExecutionNotifications: (options.notes ?? []).map(text => ({
              level: 'warning',
              message: { text },
            })),
          },
        ],
        results: findings.map((finding, index) => ({
          ruleId: finding.verdict,
          ruleIndex: RULES.indexOf(finding.verdict),
          level: VERDICT_RULES[finding.verdict].level,
          message: { text: describeFinding(finding) },
          locations: [toLocation(finding)],
          partialFingerprints: { [FINGERPRINT]: ids[index] },
          properties: {
            location: finding.location,
            objectName: finding.objectName,
            keyNames: finding.keyNames,
            confidence: finding.confidence,
            readLevel: finding.readLevel,
            ...lastFourOf(finding),
          },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function lastFourOf({ accessKeys: [key] }: AuditFinding) {
  return key ? { accessKeyLast4: key.last4 } : {};
}

function toRule(id: string, rule: VerdictRule) {
  return {
    id,
    name: rule.name,
    shortDescription: { text: rule.summary },
    fullDescription: { text: `${rule.summary}. ${rule.explanation}` },
    help: { text: rule.remedy, markdown: rule.remedy },
    helpUri:
      'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
    defaultConfiguration: { level: rule.level },
    properties: {
      tags: ['security', 'credentials', 'kubernetes', 'aws'],
      'security-severity': rule.securitySeverity,
      precision: id === 'uncertain' ? 'low' : 'high',
    },
  };
}

function toLocation(finding: AuditFinding) {
  const { namespace, kind, name, container, path, source } = finding;
  return {
    ...(source
      ? {
          physicalLocation: {
            artifactLocation: toArtifact(source.file),
            region: { startLine: Math.max(1, source.line) },
          },
        }
      : {}),
    logicalLocations: [
      {
        name,
        kind: 'resource',
        fullyQualifiedName: [namespace, kind, name, container, path]
          .filter(Boolean)
          .join('/'),
      },
    ],
    message: { text: describePlace(finding) },
  };
}
