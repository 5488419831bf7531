import fc from 'fast-check';
import { canonicalPolicy } from './canonicalPolicy';
import { evaluateRequest } from './evaluateRequest';
import { minimisePolicy } from './minimisePolicy';
import { jsonLength, policySize } from './policySize';
import {
  ConditionBlock,
  PolicyDocument,
  RequestContext,
  Statement,
} from './types';
import { coversPattern, matchesWildcards } from './wildcards';

const pick = (values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const actions = [
  's3:GetObject',
  's3:getobject',
  's3:Get*',
  's3:Put?bject',
  's3:PutObject',
  's3:*',
  '*',
  'iam:GetUser',
];
const resources = [
  '*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::a/x',
  'arn:aws:s3:::a/?',
  'arn:aws:s3:::${aws:username}/*',
  'arn:aws:s3:::b*',
];
const conditions: (ConditionBlock | undefined)[] = [
  undefined,
  { StringEquals: { 'aws:username': 'ann' } },
  { StringLike: { 'S3:Prefix': ['home/${aws:username}/*', 'x*'] } },
  { StringNotEquals: { 's3:prefix': ['x'] } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } },
  { Bool: { 'aws:SecureTransport': false } },
];

const statement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.constantFrom('Allow' as const, 'Deny' as const),
    fc.boolean(),
    pick(actions),
    fc.boolean(),
    pick(resources),
    fc.constantFrom(...conditions),
  )
  .map(([Effect, notAction, action, notResource, resource, Condition]) => ({
    Effect,
    ...(notAction ? { NotAction: action } : { Action: action }),
    ...(notResource ? { NotResource: resource } : { Resource: resource }),
    ...(Condition && { Condition }),
  }));
const document: fc.Arbitrary<PolicyDocument> = fc.record({
  Version: fc.constantFrom('2012-10-17', '2008-10-17'),
  Statement: fc.array(statement, { minLength: 1, maxLength: 6 }),
});
const request: fc.Arbitrary<RequestContext> = fc.record({
  principal: fc.constant({
    type: 'AWS' as const,
    value: 'arn:aws:iam::111122223333:user/ann',
  }),
  action: fc.constantFrom(
    's3:GetObject',
    's3:PutObject',
    'S3:DELETEOBJECT',
    'iam:GetUser',
    'iam:ListUsers',
  ),
  resource: fc.constantFrom(
    'arn:aws:s3:::a/x',
    'arn:aws:s3:::a/xy',
    'arn:aws:s3:::ann/1',
    'arn:aws:s3:::b',
    '*',
    'arn:aws:s3:::${aws:username}/1',
  ),
  context: fc.record(
    {
      'aws:UserName': fc.constantFrom('ann', 'bob'),
      's3:prefix': fc.constantFrom('x', 'home/ann/1', ''),
      'aws:TagKeys': fc.constantFrom(['a'], ['a', 'b'], []),
      'aws:SecureTransport': fc.constantFrom('true', 'false'),
    },
    { requiredKeys: [] },
  ),
});

const decide = (
  documents: PolicyDocument[],
  asked: RequestContext,
  boundary?: PolicyDocument,
) =>
  evaluateRequest({
    identity: documents.map((item, index) => ({
      name: `${index}`,
      document: item,
    })),
    ...(boundary && { boundary: { name: 'boundary', document: boundary } }),
    request: asked,
  }).decision;

describe('evaluator', () => {
  it('lets a Deny of everything win over any policies', () => {
    const denyAll: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
    };
    fc.assert(
      fc.property(fc.array(document), request, (documents, asked) => {
        expect(decide([...documents, denyAll], asked)).toBe('explicitDeny');
      }),
    );
  });

  it('never turns an allow into a deny by adding an Allow', () => {
    fc.assert(
      fc.property(document, statement, request, (given, extra, asked) => {
        const wider = {
          ...given,
          Statement: [
            ...given.Statement,
            { ...extra, Effect: 'Allow' as const },
          ],
        };
        fc.pre(decide([given], asked) === 'allowed');
        expect(decide([wider], asked)).toBe('allowed');
      }),
    );
  });

  it('never turns a deny into an allow by adding a Deny or a boundary', () => {
    fc.assert(
      fc.property(
        document,
        statement,
        document,
        request,
        (given, extra, boundary, asked) => {
          const narrower = {
            ...given,
            Statement: [
              ...given.Statement,
              { ...extra, Effect: 'Deny' as const },
            ],
          };
          fc.pre(decide([given], asked) !== 'allowed');
          expect(decide([narrower], asked)).not.toBe('allowed');
          expect(decide([given], asked, boundary)).not.toBe('allowed');
        },
      ),
    );
  });

  it('does not depend on the order of statements and policies', () => {
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 3 }),
        request,
        (documents, asked) => {
          const reversed = [...documents].reverse().map(item => ({
            ...item,
            Statement: [...item.Statement].reverse(),
          }));
          expect(decide(reversed, asked)).toBe(decide(documents, asked));
        },
      ),
    );
  });
});

describe('minimisePolicy', () => {
  it('decides as the documents together do, and is never longer', () => {
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 3 }),
        request,
        (documents, asked) => {
          const small = minimisePolicy(documents);
          expect(decide([small], asked)).toBe(decide(documents, asked));
          expect(small.Statement.length).toBeLessThanOrEqual(
            documents.flatMap(item => item.Statement).length,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the same result when run on its own result', () => {
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 3 }),
        documents => {
          const once = minimisePolicy(documents);
          expect(minimisePolicy([once])).toEqual(once);
        },
      ),
    );
  });

  it('takes the rights of a large user in work that grows with them, and not with their square', () => {
    const rights = (count: number) => [
      {
        Version: '2012-10-17' as const,
        Statement: Array.from({ length: count }, (_, index) => ({
          Effect: 'Allow' as const,
          Action: `svc${index % 40}:Do${index}`,
          Resource: `arn:aws:s3:::bucket-${index % 300}/*`,
        })),
      },
    ];
    // Milliseconds of processor time, which a busy machine does not lengthen much. It was 6,800 when each was compared with each.
    minimisePolicy(rights(300));
    const before = process.cpuUsage();
    const small = minimisePolicy(rights(1500));
    const { user } = process.cpuUsage(before);
    expect(small.Statement).toHaveLength(300);
    expect(user / 1000).toBeLessThan(1500);
  });

  it('merges, drops what a wildcard covers, and sorts', () => {
    const small = minimisePolicy([
      {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'One',
            Effect: 'Allow',
            Action: 's3:PutObject',
            Resource: 'arn:aws:s3:::a/*',
          },
          {
            Sid: 'Two',
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:Get*'],
            Resource: ['arn:aws:s3:::a/*'],
          },
        ],
      },
      {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::a/x',
          },
        ],
      },
    ]);
    expect(small).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:Get*', 's3:PutObject'],
          Resource: 'arn:aws:s3:::a/*',
        },
      ],
    });
  });
});

describe('canonicalPolicy', () => {
  it('ignores order, repetition and one-item lists, and keeps the meaning', () => {
    fc.assert(
      fc.property(document, request, (given, asked) => {
        const shuffled = {
          Statement: [...given.Statement].reverse().map(item => ({
            ...item,
            ...(Array.isArray(item.Action) && {
              Action: [...item.Action, ...item.Action].reverse(),
            }),
          })),
          Version: given.Version,
        };
        expect(canonicalPolicy(shuffled)).toBe(canonicalPolicy(given));
        const parsed = JSON.parse(canonicalPolicy(given));
        const again = { ...parsed, Statement: [parsed.Statement].flat() };
        expect(decide([again], asked)).toBe(decide([given], asked));
      }),
    );
  });
});

describe('patterns', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 6 })
    .map(parts => parts.join(''));
  const plain = fc
    .array(fc.constantFrom('a', 'b'), { maxLength: 6 })
    .map(parts => parts.join(''));

  it('covers only what it matches', () => {
    fc.assert(
      fc.property(text, text, plain, (wide, narrow, value) => {
        fc.pre(coversPattern(wide, narrow) && matchesWildcards(narrow, value));
        expect(matchesWildcards(wide, value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('matches as the regular expression does', () => {
    fc.assert(
      fc.property(text, plain, (pattern, value) => {
        const expression = pattern.replace(/\*/g, '.*').replace(/\?/g, '.');
        expect(matchesWildcards(pattern, value)).toBe(
          new RegExp(`^${expression}$`).test(value),
        );
      }),
    );
  });
});

it('counts characters without white space', () => {
  expect(policySize('{ "Version":\n "2012-10-17" }')).toBe(24);
});

test('the length of a value is that of its JSON, whatever its texts hold', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      value => jsonLength(value) === JSON.stringify(value).length,
    ),
    { numRuns: 500 },
  );
  for (const value of [
    {},
    [],
    { a: undefined },
    { a: undefined, b: [1, null, true], 'c"': 'x\ud800\n' },
    ['', {}, [[]]],
  ]) {
    expect(jsonLength(value)).toBe(JSON.stringify(value).length);
  }
});
