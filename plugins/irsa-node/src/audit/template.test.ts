/** What the template "service without keys" makes passes our own audit and our own review. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reviewTrustPolicy } from 'backstage-plugin-irsa-common';
import { parse } from 'yaml';
import { auditObjects } from './auditObjects';

const TEMPLATE = resolve(
  __dirname,
  '../../../../templates/service-without-keys',
);
const values: Record<string, string> = {
  name: 'orders',
  owner: 'group:default/team-shop',
  namespace: 'shop',
  image: 'registry.example.com/orders:1.2.0',
  accountId: '111122223333',
  issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE',
  bucket: 'orders-files',
};

/** As the scaffolder does: the skeleton has values only, and no logic. */
const render = (file: string) =>
  readFileSync(resolve(TEMPLATE, 'skeleton', file), 'utf8').replace(
    /\$\{\{ values\.(\w+) \}\}/g,
    (whole, name) => values[name] ?? whole,
  );
const template = parse(
  readFileSync(resolve(TEMPLATE, 'template.yaml'), 'utf8'),
);
const manifests = ['deployment', 'service-account'].map(name =>
  parse(render(`kubernetes/${name}.yaml`)),
);
// CloudFormation's own tags are not read.
const stack = parse(render('aws/role.yaml'), { logLevel: 'silent' });

describe('the template of a service without keys', () => {
  it('hands every value on, and leaves no hole', () => {
    const [, fetch] = template.spec.steps;
    expect(Object.keys(fetch.input.values).sort()).toEqual(
      Object.keys(values).sort(),
    );
    const files = readdirSync(resolve(TEMPLATE, 'skeleton'), {
      recursive: true,
    }).map(String);
    for (const file of files.filter(name => name.endsWith('.yaml'))) {
      expect([file, render(file)]).toEqual([
        file,
        expect.not.stringContaining('${{'),
      ]);
    }
  });

  it('makes manifests in which the audit finds no key', () => {
    expect(auditObjects(manifests)).toEqual([]);
  });

  it('makes a role that only its ServiceAccount may assume, without a finding', () => {
    const { Path, RoleName, AssumeRolePolicyDocument } =
      stack.Resources.Role.Properties;
    const { verdict, findings } = reviewTrustPolicy(AssumeRolePolicyDocument, {
      accountId: values.accountId,
      providers: [
        {
          arn: `arn:aws:iam::${values.accountId}:oidc-provider/${values.issuer}`,
          url: values.issuer,
          clientIds: ['sts.amazonaws.com'],
        },
      ],
      hasAllClusters: false,
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual([]);
    expect(verdict).toBe('safe');
    const [, account] = manifests;
    expect(account.metadata.annotations['eks.amazonaws.com/role-arn']).toBe(
      `arn:aws:iam::${values.accountId}:role${Path}${RoleName}`,
    );
  });

  it('uses an action that the backend registers', () => {
    const [first] = template.spec.steps;
    expect(first.action).toBe('irsa:audit');
    const action = readFileSync(
      resolve(__dirname, '../../../irsa-backend/src/actions/audit.ts'),
      'utf8',
    );
    expect(action).toContain("name: 'audit'");
    for (const name of Object.keys(first.input)) {
      expect(action).toContain(`${name}: zod`);
    }
  });
});
