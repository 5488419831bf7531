import {
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import {
  ACCOUNT,
  codeOf,
  startTestAccount,
  TestAccount,
} from '../__testUtils__/startTestAccount';

const KEY = {
  accessKeyId: ['AK', 'IARENAMEDRENAMED01'].join(''),
  secretAccessKey: 'of-ann',
};

/** Source: IAM API, UpdateUser. */
describe('a user that is given another name', () => {
  let test: TestAccount;

  beforeEach(async () => {
    test = await startTestAccount();
    test.account.import({
      users: [{ name: 'ann', accessKeys: [KEY] }, { name: 'bob' }],
    });
  });
  afterEach(() => test.aws.close());

  it('keeps its id and its keys, and is not there by the old name', async () => {
    const iam = test.iam();
    const before = await iam.send(new GetUserCommand({ UserName: 'ann' }));
    await iam.send(
      new UpdateUserCommand({ UserName: 'ann', NewUserName: 'anne' }),
    );
    const after = await iam.send(new GetUserCommand({ UserName: 'anne' }));
    expect(after.User).toEqual({
      ...before.User,
      UserName: 'anne',
      Arn: `arn:aws:iam::${ACCOUNT}:user/anne`,
    });
    const { AccessKeyMetadata } = await iam.send(
      new ListAccessKeysCommand({ UserName: 'anne' }),
    );
    expect(AccessKeyMetadata).toMatchObject([
      { AccessKeyId: KEY.accessKeyId, UserName: 'anne', Status: 'Active' },
    ]);
    const { UserName } = await iam.send(
      new GetAccessKeyLastUsedCommand({ AccessKeyId: KEY.accessKeyId }),
    );
    expect(UserName).toBe('anne');
    expect(
      await codeOf(iam.send(new ListAccessKeysCommand({ UserName: 'ann' }))),
    ).toBe('NoSuchEntity/404');
  });

  it('is refused the name of another', async () => {
    const rename = new UpdateUserCommand({
      UserName: 'ann',
      NewUserName: 'bob',
    });
    expect(await codeOf(test.iam().send(rename))).toBe(
      'EntityAlreadyExists/409',
    );
  });
});
