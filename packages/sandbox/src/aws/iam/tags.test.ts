import {
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListUserTagsCommand,
  Tag,
  TagUserCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam';
import {
  ACCOUNT,
  allow,
  codeOf,
  startTestAccount,
  TestAccount,
} from '../__testUtils__/startTestAccount';

const USER_NAME = 'ann';
const admin = {
  accessKeyId: ['AK', 'IATAGTESTTAGTEST01'].join(''),
  secretAccessKey: 'of-the-tagger',
};

describe('tags', () => {
  let test: TestAccount;
  let iam: IAMClient;

  beforeEach(async () => {
    test = await startTestAccount();
    iam = test.iam();
    test.account.import({
      users: [
        { name: USER_NAME, tags: { team: 'a' } },
        {
          name: 'tagger',
          accessKeys: [admin],
          inlinePolicies: {
            p: allow(['iam:TagUser', 'iam:CreateUser'], '*', {
              Condition: {
                StringEquals: { 'aws:RequestTag/team': 'a' },
                'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
              },
            }),
            q: allow('iam:UntagUser', '*', {
              Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } },
            }),
          },
        },
      ],
    });
  });
  afterEach(() => test.aws.close());

  const put = (Tags: Tag[], as = iam) =>
    codeOf(as.send(new TagUserCommand({ UserName: USER_NAME, Tags })));
  const read = async () =>
    (await iam.send(new ListUserTagsCommand({ UserName: USER_NAME }))).Tags;

  it('replace a tag whose key differs in case only', async () => {
    await put([{ Key: 'Team', Value: 'b' }]);
    expect(await read()).toEqual([{ Key: 'Team', Value: 'b' }]);
    await iam.send(
      new UntagUserCommand({ UserName: USER_NAME, TagKeys: ['TEAM'] }),
    );
    expect(await read()).toEqual([]);
  });

  it.each([
    ['a reserved key', [{ Key: 'aws:x', Value: 'b' }]],
    ['a long key', [{ Key: 'k'.repeat(129), Value: '' }]],
    ['a long value', [{ Key: 'k', Value: 'v'.repeat(257) }]],
    ['a character that none may have', [{ Key: 'k;', Value: '' }]],
    [
      'one key twice, in another case',
      [
        { Key: 'k', Value: '1' },
        { Key: 'K', Value: '2' },
      ],
    ],
  ])('refuse %s', async (_, tags) => {
    expect(await put(tags)).toBe('ValidationError/400');
  });

  it('are in the context of the call that brings them', async () => {
    const tagger = test.iam(admin);
    expect(await put([{ Key: 'team', Value: 'a' }], tagger)).toBe('ok');
    expect(await put([{ Key: 'team', Value: 'b' }], tagger)).toBe(
      'AccessDenied/403',
    );
    expect(
      await put(
        [
          { Key: 'team', Value: 'a' },
          { Key: 'more', Value: '' },
        ],
        tagger,
      ),
    ).toBe('AccessDenied/403');
    const create = (Value: string) =>
      codeOf(
        tagger.send(
          new CreateUserCommand({
            UserName: `new-${Value}`,
            Tags: [{ Key: 'team', Value }],
          }),
        ),
      );
    expect([await create('a'), await create('b')]).toEqual([
      'ok',
      'AccessDenied/403',
    ]);
  });

  it('are in the context of calls on what has them', async () => {
    const untag = (name: string) =>
      codeOf(
        test
          .iam(admin)
          .send(new UntagUserCommand({ UserName: name, TagKeys: ['team'] })),
      );
    expect(await untag('tagger')).toBe('AccessDenied/403');
    expect(await untag(USER_NAME)).toBe('ok');
    expect(await untag(USER_NAME)).toBe('AccessDenied/403');
  });

  it('come with what is created', async () => {
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: 'tagged',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
        Tags: [{ Key: 'team', Value: 'a' }],
      }),
    );
    expect(Role!.Tags).toEqual([{ Key: 'team', Value: 'a' }]);
  });
});
