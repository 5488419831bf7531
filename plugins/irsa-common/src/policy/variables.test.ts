import { ContextLookup } from './context';
import { evaluateStatements } from './evaluateStatements';
import { ContextValues, Statement } from './types';
import { createTextReader, variableKeys } from './variables';
import { matchesPattern } from './wildcards';

const context: ContextValues = {
  'aws:username': 'ann',
  'aws:PrincipalTag/team': 'blue*',
  'aws:PrincipalTag/nothing': '',
  'aws:TagKeys': ['a', 'b'],
};

/** Whether the text matches the value, as a resource in a policy of this version. */
function matches(text: string, value: string, version = '2012-10-17') {
  const pattern = createTextReader(version, new ContextLookup(context)).pattern(
    text,
  );
  return pattern !== undefined && matchesPattern(pattern, value);
}

/** Source: IAM User Guide, "IAM policy elements: Variables and tags". */
describe('policy variables', () => {
  it.each([
    ['stand for the value', 'home/${aws:username}/*', 'home/ann/x', true],
    ['compare keys without case', '${AWS:UserName}', 'ann', true],
    [
      'bring no wildcards',
      '${aws:PrincipalTag/team}/x',
      'blue-and-more/x',
      false,
    ],
    ['bring their stars as text', '${aws:PrincipalTag/team}', 'blue*', true],
    ['may be empty', 'a${aws:PrincipalTag/nothing}b', 'ab', true],
    ['without a value match nothing', '*${aws:PrincipalTag/none}*', 'x', false],
    [
      'take their default',
      "${aws:PrincipalTag/none, 'company-wide'}",
      'company-wide',
      true,
    ],
    [
      'take their value before their default',
      "${aws:username, 'nobody'}",
      'ann',
      true,
    ],
    ['take an empty default', "a${aws:none, ''}b", 'ab', true],
    ['take a default with a comma', "${aws:none, 'a, b'}", 'a, b', true],
    ['bring no wildcards by default', "${aws:none, '*'}", 'x', false],
    ['need quotes around a default', '${aws:none, x}', 'x', false],
    ['of many values have none', '${aws:TagKeys}', 'a', false],
    ['of many values take their default', "${aws:TagKeys, 'd'}", 'd', true],
    ['write a star', 'a${*}', 'a*', true],
    ['write a star that is none', 'a${*}', 'ab', false],
    ['write a question mark', 'a${?}', 'a?', true],
    ['write a dollar', '${$}{aws:username}', '${aws:username}', true],
  ])('%s', (_, text, value, expected) => {
    expect(matches(text, value)).toBe(expected);
  });

  it.each(['2008-10-17', undefined])('are text in version %s', version => {
    const text = '${aws:username}';
    const reader = createTextReader(version, new ContextLookup(context));
    expect(reader.literal(text)).toBe(text);
    expect(reader.literal('a*')).toBe('a*');
  });

  it('are listed by key, without those that write a character', () => {
    expect(
      variableKeys("a${aws:username}/${*}${$}${?}/${aws:PrincipalTag/t, 'd'}"),
    ).toEqual(['aws:username', 'aws:PrincipalTag/t']);
  });

  it.each<[string, Partial<Statement>, boolean]>([
    ['Resource', { Resource: 'arn:aws:s3:::${aws:none}/*' }, false],
    ['NotResource', { NotResource: 'arn:aws:s3:::${aws:none}/*' }, true],
    ['NotResource with a value', { NotResource: 'arn:${aws:username}' }, true],
    ['NotResource that matches', { NotResource: 'arn:aws:s3:::*' }, false],
    [
      'a condition',
      {
        Resource: '*',
        Condition: { StringEquals: { 'aws:username': '${aws:none}' } },
      },
      false,
    ],
    [
      'a negated condition',
      {
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:username': '${aws:none}' } },
      },
      true,
    ],
  ])('without a value in %s: applies %#', (_, elements, applies) => {
    const found = evaluateStatements(
      [
        {
          name: 'p',
          document: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', ...elements }],
          },
        },
      ],
      {
        principal: { type: 'AWS', value: 'arn:aws:iam::111122223333:user/ann' },
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::a/x',
        context,
      },
    );
    expect(found).toHaveLength(applies ? 1 : 0);
  });
});
