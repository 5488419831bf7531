import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { auditObjects } from './auditObjects';
import { readCredentialText } from './values/credentialText';
import { inflate } from './values/unpack';

const corpus = path.resolve(__dirname, '../../../../test/corpus');
const KEY_ID = /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/g;
/** A secret access key, or anything as long. */
const FORTY = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
const BASE64 = /[A-Za-z0-9+/]{24,}={0,2}/g;

/** Folders with manifests, as paths below the corpus. */
function cases(folder = corpus): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const isCase = entries.some(({ name }) => /^expected.*\.json$/.test(name));
  return [
    ...(isCase ? [folder] : []),
    ...entries
      .filter(each => each.isDirectory())
      .flatMap(({ name }) => cases(path.join(folder, name))),
  ];
}

function manifestsOf(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => readFileSync(path.join(folder, name), 'utf8'));
}

/** Whole ids and values of forty characters in a text, also where it is in base64 or a gzip. */
function secretsIn(text: string, depth = 0): string[] {
  const inner = depth < 3 ? text.match(BASE64) ?? [] : [];
  return [
    ...(text.match(KEY_ID) ?? []),
    ...(text.match(FORTY) ?? []),
    ...inner.flatMap(each => {
      const bytes = inflate(Buffer.from(each, 'base64'));
      return bytes ? secretsIn(bytes.toString('latin1'), depth + 1) : [];
    }),
  ];
}

describe('the labelled manifests', () => {
  const all = cases().map(folder => [path.relative(corpus, folder), folder]);

  it('no finding has a whole key id or a value of forty characters in it', () => {
    let secrets = 0;
    let findings = 0;
    for (const [name, folder] of all) {
      const texts = manifestsOf(folder);
      const canaries = [...new Set(texts.flatMap(text => secretsIn(text)))];
      const objects = texts.flatMap(text =>
        parseAllDocuments(text).map(document => document.toJS()),
      );
      for (const readLevel of [0, 1, 2] as const) {
        const found = auditObjects(objects, { readLevel });
        const printed = JSON.stringify(found);
        const leaks = canaries.filter(canary => printed.includes(canary));
        // The name of the folder says where; the value is not for a log.
        expect([name, readLevel, leaks.length]).toEqual([name, readLevel, 0]);
        findings += found.length;
      }
      secrets += canaries.length;
    }
    // Otherwise nothing was looked at.
    expect(secrets).toBeGreaterThan(300);
    expect(findings).toBeGreaterThan(700);
  });

  it('what is known of a text has none either', () => {
    for (const [name, folder] of all) {
      for (const text of manifestsOf(folder)) {
        const known = JSON.stringify(readCredentialText(text)) ?? '';
        const leaks = secretsIn(text).filter(each => known.includes(each));
        expect([name, leaks.length]).toEqual([name, 0]);
      }
    }
  });
});
