import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import { trustToSarif } from './sarif';
import { trustToCsv } from './tables';
import { ReviewedTrust } from './types';

const validate = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema);

const POLICY = '{\n  "Statement": {\n    "Principal": "*"\n  }\n}';
const start = POLICY.indexOf('"Principal"');

function reviewed(change: Partial<ReviewedTrust> = {}): ReviewedTrust {
  return {
    name: 'app',
    arn: 'arn:aws:iam::111122223333:role/app',
    accountId: '111122223333',
    policy: POLICY,
    verdict: 'dangerous',
    reach: 'open',
    ways: [],
    findings: [
      {
        ruleId: 'principal-wildcard',
        severity: 'critical',
        statement: 0,
        message: 'Anybody.',
        fix: 'Name somebody.',
        evidence: [{ start, end: start + '"Principal": "*"'.length }],
      },
      { ruleId: 'unused-role', severity: 'low', message: 'Old.', fix: 'Go.' },
    ],
    ...change,
  };
}

function runOf(all: ReviewedTrust[]) {
  const log = JSON.parse(trustToSarif(all, { version: '1.2.3' }));
  validate(log);
  expect(validate.errors).toBeNull();
  return log.runs[0];
}

describe('trustToSarif', () => {
  it('marks the reason in a file, and names the role', () => {
    const { results, tool } = runOf([
      reviewed({ source: { file: 'my trust.json', isWhole: true } }),
    ]);
    expect(results[0].locations[0]).toMatchObject({
      physicalLocation: {
        artifactLocation: { uri: 'my%20trust.json' },
        region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 21 },
      },
      logicalLocations: [
        { fullyQualifiedName: 'arn:aws:iam::111122223333:role/app' },
      ],
    });
    expect(results[0].level).toBe('error');
    expect(tool.driver.rules[results[1].ruleIndex].id).toBe('unused-role');
  });

  it('gives a finding the same id when its reason moves, and each role its own', () => {
    const ids = (change: Partial<ReviewedTrust>) =>
      runOf([reviewed(change)]).results.map(
        (result: { partialFingerprints: object }) => result.partialFingerprints,
      );
    expect(ids({ policy: `\n${POLICY}` })).toEqual(ids({}));
    expect(ids({ arn: 'arn:aws:iam::111122223333:role/b' })).not.toEqual(
      ids({}),
    );
  });
});

describe('trustToCsv', () => {
  it('has a row for each finding, and one for a policy without any', () => {
    const rows = trustToCsv([reviewed(), reviewed({ findings: [] })])
      .trimEnd()
      .split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toContain('"""Principal"": ""*"""');
    expect(
      new Set(rows.map(row => row.replace(/"[^"]*"/g, '').split(',').length)),
    ).toEqual(new Set([14]));
  });
});
