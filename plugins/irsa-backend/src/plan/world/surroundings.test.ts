import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { IDENTITY_KINDS } from './identity/readIdentityPolicies';
import { SURROUNDING_KINDS } from './surroundings';

const manifest = resolve(
  __dirname,
  '../../../../../docs/manifests/portal-rbac.yaml',
);
const rules = (
  parseAllDocuments(readFileSync(manifest, 'utf8')) as { toJS(): any }[]
).flatMap(
  document =>
    (document.toJS().rules ?? []) as {
      apiGroups?: string[];
      resources?: string[];
      verbs: string[];
    }[],
);

describe('the documented rights', () => {
  it.each(
    [...SURROUNDING_KINDS, ...IDENTITY_KINDS].map(each => [
      each.group,
      each.kind,
    ]),
  )('cover what a plan reads: %s %s', (group, kind) => {
    const plurals = [`${kind}s`, `${kind}es`, kind.replace(/y$/, 'ies')].map(
      plural => plural.toLowerCase(),
    );
    expect(
      rules.some(
        rule =>
          rule.apiGroups?.includes(group) &&
          rule.verbs.includes('list') &&
          rule.resources?.some(resource => plurals.includes(resource)),
      ),
    ).toBe(true);
  });
});
