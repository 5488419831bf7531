import * as fc from 'fast-check';
import { anyFinding, makeFinding } from './__testUtils__/findings';
import { auditToJson } from './json';

describe('auditToJson', () => {
  it('has exactly the fields that programs read, in their order', () => {
    const [row] = JSON.parse(
      auditToJson([makeFinding({ source: { file: 'a.yaml', line: 3 } })]),
    );
    expect(Object.entries(row)).toEqual([
      ['namespace', 'production'],
      ['kind', 'Deployment'],
      ['name', 'test'],
      ['container', 'app'],
      ['location', 'env-secretKeyRef'],
      ['objectName', 'aws-secret'],
      ['keyNames', ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']],
      ['verdict', 'static-aws'],
    ]);
  });

  it('is an empty array when there is nothing', () => {
    expect(auditToJson([])).toBe('[]\n');
    expect(auditToJson([], { wide: true })).toBe('[]\n');
  });

  it('says everything that is known when it is wide', () => {
    const finding = makeFinding({
      accessKeys: [
        { fingerprint: 'f00', last4: 'L001', accountId: '111122223333' },
      ],
      source: { file: 'a.yaml', line: 3 },
    });
    expect(JSON.parse(auditToJson([finding], { wide: true }))).toEqual([
      expect.objectContaining({
        verdict: 'static-aws',
        path: 'spec.template.spec.containers[0].env[0]',
        confidence: 'pair',
        readLevel: 1,
        accessKeyLast4: 'L001',
        accessKeyFingerprint: 'f00',
        accountId: '111122223333',
        file: 'a.yaml',
        line: 3,
      }),
    ]);
  });

  it('gives back whatever names there are', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 5 }), findings => {
        const rows = JSON.parse(auditToJson(findings));
        expect(rows.map((row: { name: string }) => row.name)).toEqual(
          findings.map(({ name }) => name),
        );
      }),
    );
  });
});
