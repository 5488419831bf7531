import * as fc from 'fast-check';
import { anyFinding, makeFinding, VERDICTS } from './__testUtils__/findings';
import { auditToOcsf } from './ocsf';

const options = { version: '1.2.3', time: new Date('2026-01-02T03:04:05Z') };

/** Attributes that OCSF 1.5.0 requires of a Detection Finding, and of the objects in it. */
const REQUIRED = [
  'activity_id',
  'category_uid',
  'class_uid',
  'finding_info.title',
  'finding_info.uid',
  'metadata.product.vendor_name',
  'metadata.version',
  'severity_id',
  'time',
  'type_uid',
];

function at(event: unknown, path: string): unknown {
  return path.split('.').reduce<any>((value, name) => value?.[name], event);
}

describe('auditToOcsf', () => {
  it('is an empty array when there is nothing', () => {
    expect(JSON.parse(auditToOcsf([], options))).toEqual([]);
  });

  it.each(VERDICTS)('has every required attribute for %s', verdict => {
    const [event] = JSON.parse(
      auditToOcsf([makeFinding({ verdict })], options),
    );
    expect(REQUIRED.filter(path => at(event, path) === undefined)).toEqual([]);
    expect(event.metadata.version).toBe('1.5.0');
    expect(event.type_uid).toBe(event.class_uid * 100 + event.activity_id);
    expect(event.time).toBe(1767323045000);
    expect([1, 2, 3, 4]).toContain(event.severity_id);
    expect(event.finding_info.analytic.uid).toBe(verdict);
  });

  it('names the object as the resource, and its cluster', () => {
    const [event] = JSON.parse(
      auditToOcsf([makeFinding()], { ...options, cluster: 'eks-prod-eu' }),
    );
    expect(event.resources).toEqual([
      {
        uid: 'eks-prod-eu/production/Deployment/test',
        name: 'production/Deployment/test, container app',
        type: 'Kubernetes Deployment',
        namespace: 'production',
      },
    ]);
  });

  it('shows the end of an access key id and never its fingerprint', () => {
    const text = auditToOcsf(
      [makeFinding({ accessKeys: [{ fingerprint: 'f00f00', last4: 'L001' }] })],
      options,
    );
    expect(text).toContain('"accessKeyLast4": "L001"');
    expect(text).not.toContain('f00f00');
  });

  it('gives each finding an id of its own', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 6 }), findings => {
        const events = JSON.parse(auditToOcsf(findings, options));
        const ids = events.map((event: any) => event.finding_info.uid);
        expect(new Set(ids).size).toBe(findings.length);
      }),
    );
  });
});
