import fc from 'fast-check';
import {
  canonicalPolicy,
  ConditionBlock,
  evaluateTrust,
  PolicyDocument,
  Statement,
} from '../../policy';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { readTrustPolicy } from '../readTrustPolicy';
import { readStatements } from '../statements';
import { isEmptyCell, isInCell } from './pattern';
import { Pattern } from './types';
import { isInSet, subjectSet } from './subjectSet';
import { toPattern } from '../../policy/wildcards';

const HOST = 'issuer.example/id/1';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;
const AUDIENCES = ['x', 'y'];

const value = fc.stringMatching(/^[abA*?]{0,4}$/);
const subject = fc.stringMatching(/^[abA*]{0,5}$/);
const operator = fc
  .tuple(
    fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'),
    fc.constantFrom(
      'StringEquals',
      'StringLike',
      'StringNotEquals',
      'StringNotLike',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'NumericEquals',
    ),
    fc.constantFrom('', '', 'IfExists'),
  )
  .map(parts => parts.join(''));
const key = fc.constantFrom(
  `${HOST}:sub`,
  `${HOST}:sub`,
  `${HOST.toUpperCase()}:SUB`,
  `${HOST}:aud`,
  `${HOST}:iss`,
  'other.example:sub',
);
const test = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(operator, key, fc.array(value, { maxLength: 3 })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant('Null'),
      key,
      fc.constantFrom('true', 'false').map(each => [each]),
    ),
  },
);
const statement = (Effect: Statement['Effect']) =>
  fc.array(test, { maxLength: 3 }).map((tests): Statement => {
    const Condition: ConditionBlock = {};
    for (const [name, each, values] of tests) {
      Condition[name] = { ...Condition[name], [each]: values };
    }
    return {
      Effect,
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
    };
  });
const policy = fc
  .tuple(
    fc.array(statement('Allow'), { minLength: 1, maxLength: 3 }),
    fc.array(statement('Deny'), { maxLength: 2 }),
  )
  .map(
    ([allows, denies]): PolicyDocument => ({
      Version: '2012-10-17',
      Statement: [...allows, ...denies],
    }),
  );

function setOf(document: PolicyDocument) {
  const statements = readStatements(document);
  const of = (effect: string) =>
    statements.filter(each => each.statement.Effect === effect);
  return subjectSet(of('Allow'), of('Deny'), {
    provider: PROVIDER,
    host: HOST,
    version: document.Version,
    audiences: AUDIENCES,
  });
}

function isAllowed(document: PolicyDocument, sub: string): boolean {
  return AUDIENCES.some(
    aud =>
      evaluateTrust(document, {
        principal: { type: 'Federated', value: PROVIDER },
        action: 'sts:AssumeRoleWithWebIdentity',
        context: { [`${HOST}:sub`]: sub, [`${HOST}:aud`]: aud },
      }).decision === 'allowed',
  );
}

describe('a policy that is written and read again', () => {
  it('is the same, however it is written', () => {
    fc.assert(
      fc.property(policy, each => {
        const texts = [
          each,
          JSON.stringify(each),
          JSON.stringify(each, null, 2),
          encodeURIComponent(JSON.stringify(each)),
          canonicalPolicy(each),
        ];
        const read = texts.map(text => readTrustPolicy(text).policy);
        const canonical = read.map(
          found => found && canonicalPolicy(found.document),
        );
        expect(new Set(canonical).size).toBe(1);
        const first = read[0]?.document;
        const again = first && readTrustPolicy(JSON.stringify(first));
        expect(again?.policy?.document).toEqual(first);
      }),
      { numRuns: IS_WHOLE ? 10_000 : 300 },
    );
  });
});

describe('subjectSet', () => {
  it('holds exactly the subjects whose tokens are allowed', () => {
    fc.assert(
      fc.property(
        policy,
        fc.array(subject, { maxLength: 8 }),
        (each, subjects) => {
          const set = setOf(each);
          for (const sub of [...subjects, ...set.members]) {
            expect([sub, isInSet(set, sub)]).toEqual([
              sub,
              isAllowed(each, sub),
            ]);
          }
        },
      ),
      { numRuns: IS_WHOLE ? 20_000 : 1_000 },
    );
  });

  it('never grows by a Deny', () => {
    fc.assert(
      fc.property(policy, statement('Deny'), subject, (each, deny, sub) => {
        const narrower = { ...each, Statement: [...each.Statement, deny] };
        expect(
          isInSet(setOf(narrower), sub) && !isInSet(setOf(each), sub),
        ).toBe(false);
      }),
      { numRuns: IS_WHOLE ? 10_000 : 500 },
    );
  });
});

describe('isEmptyCell', () => {
  const pattern = fc.tuple(value, fc.boolean(), fc.boolean()).map(
    ([source, isLike, ignoreCase]): Pattern => ({
      source,
      text: isLike ? toPattern(source) : source,
      ignoreCase,
    }),
  );
  const cell = fc.record({
    all: fc.array(pattern, { maxLength: 3 }),
    none: fc.array(pattern, { maxLength: 2 }),
  });

  it('is never true of a cell that holds a subject', () => {
    fc.assert(
      fc.property(cell, subject, (each, sub) => {
        expect(isEmptyCell(each) && isInCell(each, sub)).toBe(false);
      }),
      { numRuns: IS_WHOLE ? 20_000 : 1_000 },
    );
  });

  it('finds that patterns which exclude each other have nothing in common', () => {
    const like = (source: string): Pattern => ({
      source,
      text: toPattern(source),
      ignoreCase: false,
    });
    expect(isEmptyCell({ all: [like('a*x'), like('b*')], none: [] })).toBe(
      true,
    );
    expect(isEmptyCell({ all: [like('a*')], none: [like('*')] })).toBe(true);
    expect(
      isEmptyCell({ all: [like('a*b*'), like('*?c')], none: [like('a*bc')] }),
    ).toBe(false);
    expect(isEmptyCell({ all: [like('a?')], none: [like('??')] })).toBe(true);
  });
});
