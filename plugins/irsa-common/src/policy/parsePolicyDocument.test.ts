import { parsePolicyDocument } from './parsePolicyDocument';
import { PolicyKind } from './validateStatement';

const statement = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::a/*',
};
const trust = {
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const wrap = (...Statement: unknown[]) => ({
  Version: '2012-10-17',
  Statement,
});

const good: [string, PolicyKind, unknown][] = [
  ['identity', 'identity', wrap(statement)],
  [
    'one statement without a list',
    'identity',
    { Version: '2012-10-17', Statement: statement },
  ],
  ['no version', 'identity', { Statement: [statement] }],
  ['star', 'boundary', wrap({ Effect: 'Allow', Action: '*', Resource: '*' })],
  ['trust', 'trust', wrap(trust)],
  ['resource policy', 'resource', wrap({ ...statement, Principal: '*' })],
  ['text', 'session', JSON.stringify(wrap(statement))],
];
const bad: [string, PolicyKind, unknown, RegExp][] = [
  ['not JSON', 'identity', '{', /invalid Json/],
  ['not an object', 'identity', '[]', /Syntax/],
  ['no statement', 'identity', { Version: '2012-10-17' }, /Statement/],
  ['empty statements', 'identity', wrap(), /Statement/],
  [
    'wrong version',
    'identity',
    { Version: '2020-01-01', Statement: [statement] },
    /version/,
  ],
  [
    'unknown element',
    'identity',
    wrap({ ...statement, resource: '*' }),
    /resource/,
  ],
  [
    'no effect',
    'identity',
    wrap({ ...statement, Effect: undefined }),
    /Effect/,
  ],
  [
    'wrong effect',
    'identity',
    wrap({ ...statement, Effect: 'allow' }),
    /effect/,
  ],
  [
    'principal in an identity policy',
    'identity',
    wrap({ ...statement, Principal: '*' }),
    /principal/,
  ],
  [
    'action without vendor',
    'identity',
    wrap({ ...statement, Action: 'GetObject' }),
    /vendor/,
  ],
  ['no action', 'identity', wrap({ Effect: 'Allow', Resource: '*' }), /Action/],
  [
    'both actions',
    'identity',
    wrap({ ...statement, NotAction: 's3:*' }),
    /both/,
  ],
  [
    'resource without ARN',
    'identity',
    wrap({ ...statement, Resource: 'my-bucket' }),
    /ARN format/,
  ],
  [
    'no resource',
    'identity',
    wrap({ Effect: 'Allow', Action: '*' }),
    /resources/,
  ],
  [
    'unknown operator',
    'identity',
    wrap({ ...statement, Condition: { StringIs: { 'a:b': 'c' } } }),
    /StringIs/,
  ],
  [
    'NullIfExists',
    'identity',
    wrap({ ...statement, Condition: { NullIfExists: { 'a:b': 'true' } } }),
    /NullIfExists/,
  ],
  [
    'key without vendor',
    'identity',
    wrap({ ...statement, Condition: { Bool: { x: 'true' } } }),
    /vendor/,
  ],
  [
    'key twice in different case',
    'identity',
    wrap({
      ...statement,
      Condition: { Bool: { 'a:b': 'true', 'A:B': 'true' } },
    }),
    /Duplicate/,
  ],
  [
    'key twice in the text',
    'identity',
    '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}',
    /Duplicate/,
  ],
  [
    'sid twice',
    'identity',
    wrap({ ...statement, Sid: 'A' }, { ...statement, Sid: 'A' }),
    /unique/,
  ],
  ['odd sid', 'identity', wrap({ ...statement, Sid: 'a b' }), /SID/],
  [
    'trust without principal',
    'trust',
    wrap({ ...trust, Principal: undefined }),
    /Principal/,
  ],
  [
    'trust with resource',
    'trust',
    wrap({ ...trust, Resource: '*' }),
    /prohibited field Resource/,
  ],
  [
    'trust with another action',
    'trust',
    wrap({ ...trust, Action: 's3:GetObject' }),
    /STS/,
  ],
  [
    'trust with a bare principal',
    'trust',
    wrap({ ...trust, Principal: 'me' }),
    /principal/,
  ],
  [
    'trust with an odd kind',
    'trust',
    wrap({ ...trust, Principal: { Person: 'me' } }),
    /principal/,
  ],
];

describe('parsePolicyDocument', () => {
  it.each(good)('accepts %s', (_name, kind, input) => {
    const { document, error } = parsePolicyDocument(input, kind);
    expect(error).toBeUndefined();
    expect(Array.isArray(document?.Statement)).toBe(true);
  });

  it.each(bad)('refuses %s', (_name, kind, input, message) => {
    const { error } = parsePolicyDocument(input, kind);
    expect(error).toEqual({
      code: 'MalformedPolicyDocument',
      message: expect.stringMatching(message),
    });
  });
});
