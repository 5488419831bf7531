import { LabelledFinding, scoreAudit } from './score';

const finding = (
  overrides: Partial<LabelledFinding> = {},
): LabelledFinding => ({
  namespace: 'shop',
  kind: 'Deployment',
  name: 'app',
  container: 'main',
  location: 'env-literal',
  objectName: '',
  keyNames: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  verdict: 'static-aws',
  ...overrides,
});

describe('scoreAudit', () => {
  it('nothing expected and nothing found is right', () => {
    expect(scoreAudit([], []).all).toMatchObject({ precision: 1, recall: 1 });
  });

  it('takes names in any order', () => {
    const reversed = finding({ keyNames: [...finding().keyNames].reverse() });
    expect(scoreAudit([finding()], [reversed]).all).toMatchObject({
      right: 1,
      precision: 1,
      recall: 1,
    });
  });

  it.each<keyof LabelledFinding>([
    'namespace',
    'kind',
    'name',
    'container',
    'objectName',
  ])('another %s is both a miss and a false alarm', field => {
    const other = finding({ [field]: 'other' });
    const { all, missed, falseAlarms } = scoreAudit([finding()], [other]);
    expect(all).toMatchObject({ right: 0, precision: 0, recall: 0 });
    expect(missed).toEqual([finding()]);
    expect(falseAlarms).toEqual([other]);
  });

  it('counts by location and verdict', () => {
    const expected = [
      finding(),
      finding({ container: 'b' }),
      finding({ location: 'args', verdict: 'uncertain' }),
    ];
    const found = [
      expected[0],
      finding({ location: 'args', verdict: 's3-compatible' }),
    ];
    const { byLocation, byVerdict } = scoreAudit(expected, found);
    expect(byLocation.get('env-literal')).toEqual({
      right: 1,
      falseAlarms: 0,
      missed: 1,
      precision: 1,
      recall: 0.5,
    });
    expect([...byVerdict.keys()]).toEqual([
      's3-compatible',
      'static-aws',
      'uncertain',
    ]);
    expect(byVerdict.get('uncertain')).toMatchObject({ recall: 0 });
  });

  it('a finding that is told twice is right once', () => {
    expect(scoreAudit([finding()], [finding(), finding()]).all).toMatchObject({
      right: 1,
      falseAlarms: 1,
      precision: 0.5,
      recall: 1,
    });
  });
});
