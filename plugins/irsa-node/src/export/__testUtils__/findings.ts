import * as fc from 'fast-check';
import { AuditFinding, AuditLocation, AuditVerdict } from '../../audit/types';

export function makeFinding(change: Partial<AuditFinding> = {}): AuditFinding {
  return {
    namespace: 'production',
    kind: 'Deployment',
    name: 'test',
    container: 'app',
    location: 'env-secretKeyRef',
    objectName: 'aws-secret',
    keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    envNames: [],
    accessKeys: [],
    verdict: 'static-aws',
    path: 'spec.template.spec.containers[0].env[0]',
    confidence: 'pair',
    readLevel: 1,
    why: 'Only AWS uses these names',
    ...change,
  };
}

const LOCATIONS: AuditLocation[] = [
  'env-literal',
  'env-secretKeyRef',
  'env-configMapKeyRef',
  'envFrom-secret',
  'envFrom-configMap',
  'volume-secret',
  'volume-configMap',
  'volume-projected',
  'args',
  'other',
];

export const VERDICTS: AuditVerdict[] = [
  'static-aws',
  'ses-smtp',
  'irsa-shadowed',
  's3-compatible',
  'uncertain',
];

/** Any text: files can contain names that no API server would accept. */
const anyText = () => fc.string({ unit: 'binary', maxLength: 20 });

export const anyFinding: fc.Arbitrary<AuditFinding> = fc.record(
  {
    namespace: anyText(),
    kind: anyText(),
    name: anyText(),
    container: anyText(),
    location: fc.constantFrom(...LOCATIONS),
    objectName: anyText(),
    keyNames: fc.array(anyText(), { maxLength: 4 }),
    verdict: fc.constantFrom(...VERDICTS),
    path: anyText(),
    confidence: fc.constantFrom('pair', 'id', 'name'),
    readLevel: fc.constantFrom(0, 1, 2),
    why: anyText(),
    envNames: fc.array(anyText(), { maxLength: 2 }),
    accessKeys: fc.array(
      fc.record(
        { fingerprint: anyText(), last4: anyText(), accountId: anyText() },
        { requiredKeys: ['fingerprint', 'last4'] },
      ),
      { maxLength: 2 },
    ),
    source: fc.record({
      file: anyText(),
      line: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  },
  {
    requiredKeys: [
      'namespace',
      'kind',
      'name',
      'container',
      'location',
      'objectName',
      'keyNames',
      'envNames',
      'accessKeys',
      'verdict',
      'path',
      'confidence',
      'readLevel',
      'why',
    ],
  },
);
