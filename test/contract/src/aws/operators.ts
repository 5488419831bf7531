import { SimulateCustomPolicyCommand } from '@aws-sdk/client-iam';
import { Reader } from './account';
import { Row, from } from './rows';

const OPERATORS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';
const SETS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html';
const VARIABLES =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html';
const elements = (element: string) =>
  `https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_${element}.html`;

const KEY = 'aws:RequestTag/k';
const ARN = 'arn:aws:iam::111122223333:role/app';

type Values = string[] | undefined;

/** The simulator's decision for one statement and one call. */
async function decide(
  { account }: Reader,
  statement: object,
  given: Record<string, Values> = {},
  { action = 's3:GetObject', resource = 'arn:aws:s3:::b/k' } = {},
): Promise<string | undefined> {
  const { EvaluationResults } = await account.iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [
        JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Action: '*',
            Resource: '*',
            ...statement,
          },
        }),
      ],
      ActionNames: [action],
      ResourceArns: [resource],
      ContextEntries: Object.entries(given).flatMap(
        ([ContextKeyName, ContextKeyValues]) =>
          ContextKeyValues
            ? [
                {
                  ContextKeyName,
                  // Variables exist only for keys with a single value.
                  ContextKeyType:
                    ContextKeyValues.length === 1
                      ? ('string' as const)
                      : ('stringList' as const),
                  ContextKeyValues,
                },
              ]
            : [],
      ),
    }),
  );
  return EvaluationResults![0].EvalDecision;
}

/**
 * An operator and a value of the policy, with values of the call that meet it and that do not. `undefined` means that
 * the call lacks the key.
 */
type Case = [operator: string, wanted: string, yes: Values, no: Values];

const BOTH = ['allowed', 'implicitDeny'];

/** One row for all operators of a kind. Each has a call that meets it and one that does not. */
function family(id: string, what: string, cases: Case[]): Row<Reader> {
  return [
    `sim.operators-${id}`,
    what,
    async reader => {
      const answers: Record<string, unknown> = {};
      for (const [operator, wanted, ...calls] of cases) {
        const statement = { Condition: { [operator]: { [KEY]: wanted } } };
        answers[operator] = await Promise.all(
          calls.map(given => decide(reader, statement, { [KEY]: given })),
        );
      }
      return answers;
    },
    Object.fromEntries(cases.map(([operator]) => [operator, BOTH])),
  ];
}

export const operators = [
  ...from<Reader>(OPERATORS, [
    family('text', 'text, with and without its case and wildcards', [
      ['StringEquals', 'v*', ['v*'], ['vx']],
      ['StringNotEquals', 'v', ['V'], ['v']],
      ['StringEqualsIgnoreCase', 'V', ['v'], ['w']],
      ['StringNotEqualsIgnoreCase', 'V', ['w'], ['v']],
      ['StringLike', 'v?*', ['vx'], ['v']],
      ['StringNotLike', 'v*', undefined, ['vx']],
    ]),
    family('numbers', 'numbers as numbers', [
      ['NumericEquals', '10', ['10.0'], ['11']],
      ['NumericNotEquals', '10', ['11'], ['10']],
      ['NumericLessThan', '10', ['9'], ['10']],
      ['NumericLessThanEquals', '10', ['10'], ['10.5']],
      ['NumericGreaterThan', '10', ['11'], ['9']],
      ['NumericGreaterThanEquals', '10', ['10'], ['9']],
    ]),
    family('dates', 'dates with their zones, and as seconds', [
      [
        'DateEquals',
        '2026-01-02T00:00:00Z',
        ['2026-01-02T01:00:00+01:00'],
        ['2026-01-02T00:00:01Z'],
      ],
      ['DateNotEquals', '2026-01-02', ['2026-01-03'], ['2026-01-02']],
      ['DateLessThan', '2026-01-02', ['2026-01-01'], ['2026-01-02']],
      ['DateLessThanEquals', '2026-01-02', ['2026-01-02'], ['2026-01-03']],
      ['DateGreaterThan', '1700000000', ['1700000001'], ['1700000000']],
      ['DateGreaterThanEquals', '1700000000', ['1700000000'], ['1699999999']],
    ]),
    family('addresses', 'addresses of both families', [
      ['IpAddress', '10.1.0.0/16', ['10.1.255.255'], ['10.2.0.0']],
      ['NotIpAddress', '2001:db8::/33', ['2001:db8:8000::1'], ['2001:db8::1']],
    ]),
    family('arns', 'ARNs part by part', [
      [
        'ArnEquals',
        'arn:aws:iam::*:role/a??',
        [ARN],
        [ARN.replace('iam', 'sts')],
      ],
      ['ArnLike', 'arn:*:iam::*:*', [ARN], ['role/app']],
      [
        'ArnNotEquals',
        'arn:aws:iam::*:role/b*',
        [ARN],
        [ARN.replace('app', 'b')],
      ],
      [
        'ArnNotLike',
        'arn:aws:iam::*:role/b*',
        [ARN],
        [ARN.replace('app', 'b')],
      ],
    ]),
    family('others', 'truth, bytes, and whether there is a key at all', [
      ['Bool', 'true', ['true'], ['false']],
      ['BinaryEquals', 'QQ==', ['QQ=='], ['Qg==']],
      ['Null', 'true', undefined, ['v']],
    ]),
    family('if-exists', 'IfExists holds of a key that is not there', [
      ['StringEqualsIfExists', 'v', undefined, ['w']],
      ['NumericLessThanIfExists', '10', undefined, ['10']],
      ['ArnLikeIfExists', 'arn:aws:iam::*:role/b*', undefined, [ARN]],
    ]),
  ]),
  ...from<Reader>(SETS, [
    family('sets', 'every value, or one of them', [
      ['ForAllValues:StringEquals', 'v', ['v', 'v'], ['v', 'w']],
      ['ForAllValues:StringLike', 'v*', undefined, ['v', 'w']],
      ['ForAnyValue:StringEquals', 'v', ['w', 'v'], undefined],
      ['ForAnyValue:StringNotEquals', 'v', ['v', 'w'], ['v', 'v']],
    ]),
  ]),
  ...from<Reader>(VARIABLES, [
    [
      'sim.variables',
      'variables stand for their values or defaults, and bring no wildcards',
      async reader => {
        const ask = (path: string, key: string, team?: string) =>
          decide(
            reader,
            { Resource: `arn:aws:s3:::b/${path}` },
            {
              'aws:PrincipalTag/team': team === undefined ? undefined : [team],
            },
            { resource: `arn:aws:s3:::b/${key}` },
          );
        const own = '${aws:PrincipalTag/team}/*';
        const orAll = "${aws:PrincipalTag/team, 'all'}/*";
        return Promise.all([
          ask(own, 'blue/x', 'blue'),
          ask(own, 'red/x', 'blue'),
          ask(own, 'blue/x'),
          ask(own, 'anything/x', '*'),
          ask(orAll, 'all/x'),
          ask(orAll, 'all/x', 'blue'),
        ]);
      },
      [
        ...['allowed', 'implicitDeny', 'implicitDeny', 'implicitDeny'],
        ...['allowed', 'implicitDeny'],
      ],
    ],
  ]),
];

/** Everything except the named ones. */
export const exceptions = [
  ...from<Reader>(elements('notaction'), [
    [
      'sim.not-action',
      'NotAction is every other action',
      reader =>
        Promise.all(
          ['s3:GetObject', 's3:DeleteObject'].map(action =>
            decide(
              reader,
              { Action: undefined, NotAction: 's3:Delete*' },
              {},
              { action },
            ),
          ),
        ),
      BOTH,
    ],
  ]),
  ...from<Reader>(elements('notresource'), [
    [
      'sim.not-resource',
      'NotResource is every other resource',
      reader =>
        Promise.all(
          ['arn:aws:s3:::b/k', 'arn:aws:s3:::b/secret/k'].map(resource =>
            decide(
              reader,
              { Resource: undefined, NotResource: 'arn:aws:s3:::b/secret/*' },
              {},
              { resource },
            ),
          ),
        ),
      BOTH,
    ],
  ]),
];
