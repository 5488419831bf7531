import { createHash } from 'node:crypto';
import { TrustFinding } from 'backstage-plugin-irsa-common';
import { toArtifact } from '../sarifArtifact';
import { ReviewedTrust } from './types';
import { evidenceTexts, positionAt, trustSentence, trustWord } from './words';

type Severity = TrustFinding['severity'];

/** SARIF 2.1.0, 3.58.6; and 0 to 10 as code scanning wants it. */
const LEVELS: Record<Severity, { level: string; score: string }> = {
  critical: { level: 'error', score: '9.5' },
  high: { level: 'error', score: '8.0' },
  medium: { level: 'warning', score: '5.5' },
  low: { level: 'note', score: '3.0' },
  info: { level: 'note', score: '1.0' },
};
const WORST_FIRST: Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const FINGERPRINT = 'irsaTrust/v1';

/**
 * A SARIF 2.1.0 log of trust policies: one rule for each rule that found something. A policy of a file is a physical location with the
 * marked text; a role is a logical one.
 *
 * {@link https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html}
 */
export function trustToSarif(
  all: readonly ReviewedTrust[],
  options: { version: string; notes?: readonly string[]; complete?: boolean },
): string {
  const found = all.flatMap(reviewed =>
    reviewed.findings.map(finding => ({ reviewed, finding })),
  );
  const rules = rulesOf(found.map(({ finding }) => finding));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'irsa-audit trust',
            semanticVersion: options.version,
            rules,
          },
        },
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
        results: found.map(({ reviewed, finding }) => ({
          ruleId: finding.ruleId,
          ruleIndex: rules.findIndex(({ id }) => id === finding.ruleId),
          level: LEVELS[finding.severity].level,
          message: { text: `${finding.message} ${finding.fix}` },
          locations: locationsOf(reviewed, finding),
          partialFingerprints: {
            [FINGERPRINT]: fingerprint(reviewed, finding),
          },
          properties: {
            accountId: reviewed.accountId,
            severity: finding.severity,
            verdict: trustWord(reviewed),
            reach: reviewed.reach,
            who: trustSentence(reviewed),
            evidence: evidenceTexts(reviewed.policy, finding),
            ...(finding.statement === undefined
              ? {}
              : { statement: finding.statement + 1 }),
          },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Each rule once, with the worst severity that it has here. */
function rulesOf(findings: TrustFinding[]) {
  const worst = new Map<string, TrustFinding>();
  for (const finding of findings) {
    const other = worst.get(finding.ruleId);
    if (!other || rank(finding) < rank(other)) {
      worst.set(finding.ruleId, finding);
    }
  }
  return [...worst.values()].map(({ ruleId, severity, fix }) => ({
    id: ruleId,
    shortDescription: { text: ruleId.replace(/-/g, ' ') },
    help: { text: fix, markdown: fix },
    helpUri:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    defaultConfiguration: { level: LEVELS[severity].level },
    properties: {
      tags: ['security', 'iam', 'trust-policy', 'aws'],
      'security-severity': LEVELS[severity].score,
    },
  }));
}

function rank({ severity }: TrustFinding): number {
  return WORST_FIRST.indexOf(severity);
}

function locationsOf(reviewed: ReviewedTrust, finding: TrustFinding) {
  const { policy, source, arn, name } = reviewed;
  const spans = source?.isWhole ? finding.evidence ?? [] : [];
  const regions = spans.map(({ start, end }) => {
    const [from, to] = [positionAt(policy, start), positionAt(policy, end)];
    return {
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
    };
  });
  const logicalLocations = [
    { name, kind: 'resource', fullyQualifiedName: arn ?? name },
  ];
  if (!source) {
    return [{ logicalLocations }];
  }
  const artifactLocation = toArtifact(source.file);
  const places = regions.length > 0 ? regions : [{ startLine: 1 }];
  return places.map(region => ({
    physicalLocation: { artifactLocation, region },
    logicalLocations,
  }));
}

/** The same in every review, wherever in the policy the reason stands. */
function fingerprint(
  { accountId, arn, name }: ReviewedTrust,
  finding: TrustFinding,
): string {
  const { ruleId, statement = -1 } = finding;
  return createHash('sha256')
    .update(JSON.stringify([accountId, arn ?? name, ruleId, statement]))
    .digest('hex')
    .slice(0, 32);
}
