import { ChangeImpossibleError } from '../types';
import { changeRoleTrust } from './changeRoleTrust';
import { RoleSourceForm } from 'backstage-plugin-irsa-common';

const policy = (subject: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: {
        Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com',
      },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { 'oidc.example.com:sub': subject } },
    },
  ],
});
const BEFORE = JSON.stringify(policy('system:serviceaccount:shop:*'));
const AFTER = JSON.stringify(policy('system:serviceaccount:shop:orders'));

const indented = (json: string, by: number) =>
  JSON.stringify(JSON.parse(json), null, 2).replace(/^/gm, ' '.repeat(by));

const ack = (json: string, name = 'orders') => `# Kept by team-shop
apiVersion: iam.services.k8s.aws/v1alpha1
kind: Role
metadata:
  name: orders-role # not the name in IAM
spec:
  name: ${name}
  assumeRolePolicyDocument: |-
${indented(json, 4)}
  policies: [] # none yet
`;
const crossplane = (json: string, external?: string) => `---
apiVersion: iam.aws.upbound.io/v1beta1
kind: Role
metadata:
  name: orders${
    external
      ? `\n  annotations:\n    crossplane.io/external-name: ${external}`
      : ''
  }
spec:
  forProvider:
    assumeRolePolicy: '${json}'
    tags: { team: shop }
`;

const change = (
  form: RoleSourceForm,
  files: Record<string, string>,
  before = BEFORE,
) =>
  changeRoleTrust(
    Object.entries(files).map(([path, content]) => ({ path, content })),
    {
      form,
      roleName: 'orders',
      roleArn: 'arn:aws:iam::111122223333:role/orders',
      before,
      after: AFTER,
    },
  );
const refusal = (...given: Parameters<typeof change>) => {
  try {
    change(...given);
  } catch (error) {
    return (error as ChangeImpossibleError).code;
  }
  return undefined;
};

describe('the trust policy of a role in its source', () => {
  it('is changed in the object of ACK, and nothing else is', () => {
    expect(
      change('ack', {
        'a/other.yaml': ack(BEFORE, 'other'),
        'a/orders.yaml': ack(BEFORE),
        'chart/role.yaml': '{{ if .Values.x }}\nkind: Role\n{{ end }}\n',
      }),
    ).toMatchObject({ path: 'a/orders.yaml', content: ack(AFTER) });
  });

  it('is changed in the object of Crossplane, by its name in IAM', () => {
    const { path, content } = change('crossplane', {
      'deploy.yaml': `kind: Deployment\n${crossplane(BEFORE)}${crossplane(
        BEFORE,
        'another',
      )}`,
    });
    expect(path).toBe('deploy.yaml');
    expect(content).toContain('    tags: { team: shop }\n---');
    expect(content.endsWith(crossplane(BEFORE, 'another'))).toBe(true);
    expect(content.match(/shop:orders/g)).toHaveLength(1);
    expect(
      change('crossplane', {
        'a.yaml': crossplane(BEFORE, 'orders').replace('iam.aws', 'iam.aws.m'),
      }).content,
    ).toContain('shop:orders');
  });

  it('may be written in another order than IAM has it', () => {
    const { Statement, Version } = JSON.parse(BEFORE);
    const other = JSON.stringify({ Statement: Statement[0], Version });
    expect(change('ack', { 'a.yaml': ack(other) }).content).toBe(ack(AFTER));
  });

  it.each<[string, string, RoleSourceForm, Record<string, string>]>([
    ['notFound', 'no such role', 'ack', { 'a.yaml': ack(BEFORE, 'other') }],
    ['notFound', 'the other form', 'crossplane', { 'a.yaml': ack(BEFORE) }],
    [
      'ambiguous',
      'two of them',
      'ack',
      { 'a.yaml': ack(BEFORE), 'b.yaml': ack(BEFORE) },
    ],
    ['different', 'another policy', 'ack', { 'a.yaml': ack(AFTER) }],
    [
      'different',
      'what is no policy',
      'crossplane',
      { 'a.yaml': crossplane('{}') },
    ],
    [
      'different',
      'a policy that is elsewhere',
      'ack',
      {
        'a.yaml':
          'apiVersion: iam.services.k8s.aws/v1alpha1\nkind: Role\nspec:\n  name: orders\n',
      },
    ],
    [
      'anchor',
      'a policy that others share',
      'crossplane',
      {
        'a.yaml': crossplane(BEFORE)
          .replace("assumeRolePolicy: '", "assumeRolePolicy: &p '")
          .concat('  also: *p\n'),
      },
    ],
  ])('is left as it is (%s) with %s', (code, _, form, files) => {
    expect(refusal(form, files)).toBe(code);
  });
});
