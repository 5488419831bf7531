import { AuditFinding } from 'backstage-plugin-irsa-node';
import { auditToTable } from './table';

function finding(change: Partial<AuditFinding> = {}): AuditFinding {
  return {
    namespace: 'production',
    kind: 'Pod',
    name: 'a',
    container: 'app',
    location: 'env-literal',
    objectName: '',
    keyNames: ['A', 'B'],
    envNames: [],
    accessKeys: [],
    verdict: 'static-aws',
    path: '',
    confidence: 'name',
    readLevel: 0,
    why: '',
    ...change,
  };
}

const plain = (findings: AuditFinding[]) =>
  auditToTable(findings, { color: false }).split('\n');

describe('auditToTable', () => {
  it('says when there is nothing', () => {
    expect(plain([])).toEqual(['No static AWS keys found.', '']);
    expect(auditToTable([], { color: false, notRead: 2 })).toBe(
      'No static AWS keys found in what was read; 2 places not read.\n',
    );
  });

  it('has a line for each finding, without columns that are empty everywhere', () => {
    expect(plain([finding()])).toEqual([
      'VERDICT     NAMESPACE   OBJECT  CONTAINER  LOCATION     KEYS',
      'static-aws  production  Pod/a   app        env-literal  A B',
      '',
    ]);
  });

  it('begins with the worst', () => {
    const verdicts = plain([
      finding({ verdict: 'uncertain' }),
      finding({ verdict: 's3-compatible' }),
      finding({ verdict: 'static-aws' }),
      finding({ verdict: 'irsa-shadowed' }),
    ]).map(line => line.split(' ')[0]);
    expect(verdicts).toEqual([
      'VERDICT',
      'static-aws',
      'irsa-shadowed',
      's3-compatible',
      'uncertain',
      '',
    ]);
  });

  it('keeps its columns over any number of lines, and cuts nothing', () => {
    const lines = plain(
      Array.from({ length: 501 }, (_, index) =>
        finding({
          name: index === 400 ? '名前'.repeat(10) : `pod-${index}`,
          keyNames: ['X'],
        }),
      ),
    ).slice(0, -1);
    expect(lines).toHaveLength(502);
    expect(lines.join('')).not.toContain('…');
    const ascii = lines.filter(line => !line.includes('名'));
    expect(new Set(ascii.map(line => line.indexOf('env-literal')))).toEqual(
      new Set([-1, ascii[1].indexOf('env-literal')]),
    );
  });

  it('makes file and line a column', () => {
    expect(
      plain([finding({ source: { file: 'a.yaml', line: 3 } })])[1],
    ).toMatch(/ a\.yaml:3$/);
  });
});
