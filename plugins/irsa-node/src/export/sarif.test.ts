import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import * as fc from 'fast-check';
import { AuditFinding } from '../audit/types';
import { anyFinding, makeFinding, VERDICTS } from './__testUtils__/findings';
import { auditToSarif, SarifOptions } from './sarif';

/** The schema of the standard; formats of URIs are looked at by a test of their own. */
const validate = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema);

function sarifOf(
  findings: AuditFinding[],
  options: Partial<SarifOptions> = {},
) {
  const log = JSON.parse(
    auditToSarif(findings, { version: '1.2.3', ...options }),
  );
  validate(log);
  expect(validate.errors).toBeNull();
  return log.runs[0];
}

describe('auditToSarif', () => {
  it('refuses what is not SARIF, so that the tests below can fail', () => {
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  it('is valid without findings', () => {
    const run = sarifOf([]);
    expect(run.results).toEqual([]);
    expect(run.invocations[0].executionSuccessful).toBe(true);
  });

  it('points to the file and line, relative to the source root', () => {
    const { results } = sarifOf([
      makeFinding({ source: { file: 'deploy/my app.yaml', line: 12 } }),
    ]);
    expect(results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: {
        uri: 'deploy/my%20app.yaml',
        uriBaseId: '%SRCROOT%',
      },
      region: { startLine: 12 },
    });
  });

  it('points to a file elsewhere by its whole address', () => {
    const { results } = sarifOf([
      makeFinding({ source: { file: '/srv/a#b.yaml', line: 1 } }),
    ]);
    expect(results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'file:///srv/a%23b.yaml',
    });
  });

  it('points to the object when it was read from a cluster', () => {
    const run = sarifOf([makeFinding()], { cluster: 'eks-prod-eu' });
    expect(run.automationDetails.id).toBe('cluster/eks-prod-eu/');
    const [location] = run.results[0].locations;
    expect(location.physicalLocation).toBeUndefined();
    expect(location.logicalLocations[0].fullyQualifiedName).toBe(
      'production/Deployment/test/app/spec.template.spec.containers[0].env[0]',
    );
  });

  it.each(VERDICTS)('has a rule for %s, found under its index', verdict => {
    const run = sarifOf([makeFinding({ verdict })]);
    const [result] = run.results;
    const rule = run.tool.driver.rules[result.ruleIndex];
    expect(rule.id).toBe(verdict);
    expect(result.ruleId).toBe(verdict);
    expect(result.level).toBe(rule.defaultConfiguration.level);
    expect(Number(rule.properties['security-severity'])).toBeGreaterThan(0);
  });

  it('tells what was left out, and that a scan broke off', () => {
    const { invocations } = sarifOf([], {
      notes: ['secrets: no right to read this'],
      complete: false,
    });
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(invocations[0].toolExecutionNotifications).toEqual([
      { level: 'warning', message: { text: 'secrets: no right to read this' } },
    ]);
  });

  it('keeps the fingerprint of a finding when its line or verdict changes, and no other', () => {
    const fingerprint = (change: Partial<AuditFinding>) =>
      sarifOf([makeFinding({ source: { file: 'a.yaml', line: 1 }, ...change })])
        .results[0].partialFingerprints['irsaAudit/v1'];
    const before = fingerprint({});
    expect(fingerprint({ source: { file: 'a.yaml', line: 99 } })).toBe(before);
    expect(fingerprint({ verdict: 'irsa-shadowed' })).toBe(before);
    expect(fingerprint({ source: { file: 'b.yaml', line: 1 } })).not.toBe(
      before,
    );
    expect(fingerprint({ container: 'other' })).not.toBe(before);
  });

  it('tells findings apart that have nothing but their place to differ', () => {
    const { results } = sarifOf([makeFinding(), makeFinding()]);
    expect(results[0].partialFingerprints).not.toEqual(
      results[1].partialFingerprints,
    );
  });

  it('is valid whatever the names are, with addresses that can be read back', () => {
    fc.assert(
      fc.property(
        fc.array(anyFinding, { maxLength: 4 }),
        fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
        (findings, cluster) => {
          const uris = sarifOf(findings, { cluster }).results.map(
            (result: any) =>
              result.locations[0].physicalLocation?.artifactLocation.uri ?? '',
          );
          expect(
            uris.filter((uri: string) => !/^[\w\-.!~*'()%/:]*$/.test(uri)),
          ).toEqual([]);
        },
      ),
    );
  });
});
