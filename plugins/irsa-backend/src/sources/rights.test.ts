import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { SOURCE_KINDS } from './types';

const manifest = resolve(
  __dirname,
  '../../../../docs/manifests/portal-rbac.yaml',
);

it.each(SOURCE_KINDS)('%s may be read by the documented role', wanted => {
  const [kind] = wanted.split('.');
  const group = wanted.slice(kind.length + 1);
  const auditor = (parseAllDocuments(readFileSync(manifest, 'utf8')) as any[])
    .map(document => document.toJS())
    .find(
      ({ kind: of, metadata }) =>
        of === 'ClusterRole' && metadata.name === 'irsa-portal-auditor',
    );
  const plural = `${kind.toLowerCase()}s`.replace(/ys$/, 'ies');
  expect(
    auditor.rules.filter(
      (rule: any) =>
        rule.apiGroups?.includes(group) &&
        rule.resources?.includes(plural) &&
        rule.verbs.includes('get') &&
        rule.verbs.includes('list'),
    ),
  ).not.toEqual([]);
});
