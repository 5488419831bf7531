import fc from 'fast-check';
import { stringify } from 'yaml';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { hclString, hclValue } from '../aws/hcl';
import { changeRoleTrust } from './changeRoleTrust';
import { isSamePolicy } from './samePolicy';
import { RoleSourceForm } from 'backstage-plugin-irsa-common';

const HOST = 'oidc.example.com/id/A';
const text = fc.stringMatching(/^[a-z:*$%{}"'\\# -]{1,12}$/);
const values = fc.oneof(
  text,
  fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
);
const principal = fc.oneof(
  fc.constant('*'),
  fc.record(
    {
      AWS: fc.uniqueArray(fc.constantFrom('111122223333', '444455556666'), {
        minLength: 1,
      }),
      Federated: fc.constantFrom(
        `arn:aws:iam::111122223333:oidc-provider/${HOST}`,
      ),
      Service: fc.constantFrom('ec2.amazonaws.com', 'ecs.amazonaws.com'),
    },
    { requiredKeys: ['Service'] },
  ),
);
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'StringLike', 'StringNotLike'),
  fc.dictionary(
    fc.constantFrom(`${HOST}:sub`, `${HOST}:aud`, 'aws:PrincipalArn'),
    values,
    { minKeys: 1 },
  ),
  { minKeys: 1 },
);
const statement = fc.record(
  {
    Sid: fc.constantFrom('One', 'Two'),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: principal,
    Action: fc.constantFrom<string | string[]>(
      'sts:AssumeRole',
      ['sts:AssumeRole', 'sts:TagSession'],
      'sts:AssumeRoleWithWebIdentity',
    ),
    Condition: condition,
  },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
);
const statements = fc.uniqueArray(statement, {
  minLength: 1,
  maxLength: 4,
  selector: each => each.Sid ?? JSON.stringify(each),
});
/** A policy, and what a change makes of it: statements go or become others. */
const change = fc
  .tuple(
    statements,
    statements,
    fc.array(fc.constantFrom('keep', 'go', 'become'), {
      minLength: 4,
      maxLength: 4,
    }),
  )
  .map(([before, others, acts]) => {
    const kept = before.flatMap((each, at) => {
      const { Sid: _, ...other } = others[at % others.length];
      const become = { ...(each.Sid ? { Sid: each.Sid } : {}), ...other };
      return { keep: [each], go: [], become: [become] }[acts[at]]!;
    });
    return {
      before: { Version: '2012-10-17', Statement: before },
      after: {
        Version: '2012-10-17',
        Statement: kept.length > 0 ? kept : before,
      },
    };
  });

const list = (value: unknown) => hclValue([value].flat()).replace(/\n\s*/g, '');
type Policy = { Statement: Record<string, any>[] };
const dataSource = ({ Statement }: Policy) =>
  `data "aws_iam_policy_document" "t" {\n${Statement.map(
    ({ Sid, Effect, Principal, Action, Condition = {} }) =>
      `  statement {\n${
        Sid ? `    sid     = "${Sid}"\n` : ''
      }    effect  = "${Effect}"
    actions = ${list(Action)}\n${Object.entries(
        Principal === '*' ? { '*': '*' } : Principal,
      )
        .map(
          ([type, ids]) =>
            `\n    principals {\n      type        = "${type}"\n      identifiers = ${list(
              ids,
            )}\n    }\n`,
        )
        .join('')}${Object.entries(Condition)
        .flatMap(([test, keys]) =>
          Object.entries(keys as object).map(
            ([variable, given]) =>
              `\n    condition {\n      test     = "${test}"\n      variable = "${variable}"\n      values   = ${list(
                given,
              )}\n    }\n`,
          ),
        )
        .join('')}  }\n`,
  ).join('\n')}}\n
resource "aws_iam_role" "r" {
  name               = "orders"
  assume_role_policy = data.aws_iam_policy_document.t.json
}
`;
const role = (expression: string) =>
  `resource "aws_iam_role" "r" {\n  name = "orders"\n  assume_role_policy = ${expression}\n}\n`;
const template = (policy: unknown) => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'orders', AssumeRolePolicyDocument: policy },
    },
  },
});

const FORMS: [string, RoleSourceForm, string, (policy: any) => string][] = [
  ['a data source', 'terraform', 'a.tf', dataSource],
  [
    'jsonencode',
    'terraform',
    'a.tf',
    policy => role(`jsonencode(${hclValue(policy, 1)})`),
  ],
  [
    'a text by the line',
    'terraform',
    'a.tf',
    policy =>
      role(
        `<<EOF\n${JSON.stringify(policy, null, 2).replace(
          /[$%]\{/g,
          found => `${found[0]}${found}`,
        )}\nEOF`,
      ),
  ],
  [
    'a text in quotation marks',
    'terraform',
    'a.tf',
    policy => role(hclString(JSON.stringify(policy))),
  ],
  [
    'YAML',
    'cloudformation',
    'a.yaml',
    policy =>
      stringify(template(policy), {
        lineWidth: 0,
        aliasDuplicateObjects: false,
      }),
  ],
  [
    'JSON',
    'cloudformation',
    'a.json',
    policy => JSON.stringify(template(policy), null, 2),
  ],
];

describe('an edited trust policy', () => {
  it.each(FORMS)(
    'reads as the proposed one, in %s',
    (_, form, path, written) => {
      fc.assert(
        fc.property(change, ({ before, after }) => {
          const content = written(before);
          const edited = changeRoleTrust([{ path, content }], {
            form,
            roleName: 'orders',
            roleArn: 'arn:aws:iam::111122223333:role/orders',
            before: JSON.stringify(before),
            after: JSON.stringify(after),
          });
          expect(isSamePolicy(JSON.parse(edited.policy), after)).toBe(true);
          expect(edited.content === content).toBe(isSamePolicy(before, after));
        }),
        { numRuns: IS_WHOLE ? 1000 : 60 },
      );
    },
  );
});
