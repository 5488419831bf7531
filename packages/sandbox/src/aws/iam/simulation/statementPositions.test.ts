import { statementPositions } from './statementPositions';

/** The text between two positions. */
function between(text: string, [from, to]: { Line: number; Column: number }[]) {
  const offset = ({ Line, Column }: typeof from) =>
    text
      .split('\n')
      .slice(0, Line - 1)
      .reduce((sum, line) => sum + line.length + 1, 0) +
    Column -
    1;
  return text.slice(offset(from), offset(to));
}

describe('statementPositions', () => {
  it('counts as the example of the AWS CLI reference does', () => {
    const text = [
      '{',
      '    "Version": "2012-10-17",',
      '    "Statement": [',
      '        {',
      '            "Effect": "Allow",',
      '            "Action": "codecommit:ListRepositories",',
      '            "Resource": [',
      '                "*" ]',
      '        }',
      '    ]',
      '}',
    ].join('\n');
    expect(statementPositions(text)).toEqual([
      {
        StartPosition: { Line: 3, Column: 19 },
        EndPosition: { Line: 9, Column: 10 },
      },
    ]);
  });

  it.each([
    ['in one line', 0],
    ['indented', 2],
  ])('finds every statement, %s', (_, indent) => {
    const statements = [
      { Effect: 'Allow', Action: ['a:b', 'a:c'], Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'a:d',
        Resource: '*',
        Condition: { StringEquals: { 'a:k': ['{', ']', '"', '\\'] } },
      },
      { Sid: 'Statement', Effect: 'Allow', Action: 'a:e', Resource: '*' },
    ];
    const text = JSON.stringify(
      { Id: 'Statement', Statement: statements, Version: '2012-10-17' },
      null,
      indent,
    );
    expect(
      statementPositions(text).map(({ StartPosition, EndPosition }) =>
        JSON.parse(between(text, [StartPosition, EndPosition])),
      ),
    ).toEqual(statements);
  });

  it('takes one statement without a list', () => {
    const text = '{"Statement":{"Effect":"Allow"},"Version":"2012-10-17"}';
    expect(statementPositions(text)).toEqual([
      {
        StartPosition: { Line: 1, Column: 14 },
        EndPosition: { Line: 1, Column: 32 },
      },
    ]);
  });
});
