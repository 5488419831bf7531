/** What an audit finds is what the files of the portal say, field by field. */
import { AccessKey, Workload } from 'backstage-plugin-irsa-common';
import {
  auditObjects,
  AuditFinding,
  auditToJson,
  KubernetesObject,
} from 'backstage-plugin-irsa-node';
import { toReference } from '../inventory/scan/toReference';
import { findingsOf } from './findingsOf';
import { fleetJson } from './fleetTable';

const FIRST = 'AKIAWNVVAJZIQ2ZXABCD';
/** Ends like the first. */
const SECOND = 'AKIAXYTTBMKZN3DYABCD';
const SECRET = 'x'.repeat(40);

const variables = (id: string) => [
  { name: 'AWS_ACCESS_KEY_ID', value: id },
  { name: 'AWS_SECRET_ACCESS_KEY', value: SECRET },
];
const deployment: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'production' },
  spec: {
    template: {
      spec: {
        containers: [
          { name: 'one', image: 'a:1', env: variables(FIRST) },
          { name: 'two', image: 'a:1', env: variables(SECOND) },
        ],
        initContainers: [
          {
            name: 'three',
            image: 'a:1',
            envFrom: [{ secretRef: { name: 'aws-keys', optional: true } }],
          },
        ],
      },
    },
  },
};
const keyOf = (finding: AuditFinding, userName: string): AccessKey => ({
  ...finding.accessKeys[0],
  state: 'active',
  userName,
});

describe('the findings of a stored workload', () => {
  const found = auditObjects([deployment]);
  const [one, two] = found.filter(({ accessKeys }) => accessKeys.length > 0);
  const workload = {
    cluster: 'prod',
    namespace: 'production',
    kind: 'Deployment',
    name: 'shop',
    status: 'static',
    references: JSON.parse(JSON.stringify(found.map(toReference))),
    keys: [keyOf(one, 'first'), keyOf(two, 'second')],
    asOf: '2026-11-28T12:00:00Z',
  } as Workload;

  it('are those of the audit', () => {
    expect(found.length).toBeGreaterThan(1);
    const wide = { wide: true };
    expect(auditToJson(findingsOf(workload), wide)).toBe(
      auditToJson(found, wide),
    );
  });

  it('tell two keys apart that end in the same four characters', async () => {
    async function* pages() {
      yield [workload];
    }
    const parts: string[] = [];
    for await (const part of fleetJson(pages())) {
      parts.push(part);
    }
    const rows: { container: string; userName: string }[] = JSON.parse(
      parts.join(''),
    );
    expect(
      rows
        .filter(({ userName }) => userName)
        .map(({ container, userName }) => [container, userName]),
    ).toEqual([
      ['one', 'first'],
      ['two', 'second'],
    ]);
  });
});
