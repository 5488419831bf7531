import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import {
  ACCOUNT,
  allow,
  codeOf,
  startTestAccount,
  TestAccount,
} from './__testUtils__/startTestAccount';

const DELAY = 4_000;
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/new`;
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'sts:AssumeRole',
    },
  ],
});

let test: TestAccount;
beforeEach(async () => {
  test = await startTestAccount(undefined, { iamPropagation: DELAY });
});
afterEach(() => test.aws.close());

async function makeUser() {
  const iam = test.iam();
  await iam.send(new CreateUserCommand({ UserName: 'ann' }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'ann',
      PolicyName: 'p',
      PolicyDocument: JSON.stringify(allow('sts:AssumeRole')),
    }),
  );
  const { AccessKey } = await iam.send(
    new CreateAccessKeyCommand({ UserName: 'ann' }),
  );
  return {
    accessKeyId: AccessKey!.AccessKeyId!,
    secretAccessKey: AccessKey!.SecretAccessKey!,
  };
}

describe('changes of IAM with a propagation delay', () => {
  it('reach a new key, and the deactivation of it, only later', async () => {
    const key = await makeUser();
    const ask = () =>
      codeOf(test.sts(key).send(new GetCallerIdentityCommand({})));
    expect(await ask()).toBe('InvalidClientTokenId/403');
    test.clock.advance(DELAY);
    expect(await ask()).toBe('ok');
    await test.iam().send(
      new UpdateAccessKeyCommand({
        UserName: 'ann',
        AccessKeyId: key.accessKeyId,
        Status: 'Inactive',
      }),
    );
    expect(await ask()).toBe('ok');
    test.clock.advance(DELAY);
    expect(await ask()).toBe('InvalidClientTokenId/403');
  });

  it('show a role by name at once, to STS and in lists later, and its deletion too', async () => {
    const key = await makeUser();
    test.clock.advance(DELAY);
    const iam = test.iam();
    const assume = () =>
      codeOf(
        test
          .sts(key)
          .send(
            new AssumeRoleCommand({ RoleArn: ROLE_ARN, RoleSessionName: 'me' }),
          ),
      );
    const list = async () =>
      (await iam.send(new ListRolesCommand({}))).Roles?.map(r => r.RoleName);
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'new',
        AssumeRolePolicyDocument: trust,
      }),
    );
    const read = () =>
      codeOf(iam.send(new GetRoleCommand({ RoleName: 'new' })));
    expect(await read()).toBe('ok');
    expect(await list()).toEqual([]);
    expect(await assume()).toBe('AccessDenied/403');
    test.clock.advance(DELAY);
    expect(await list()).toEqual(['new']);
    expect(await assume()).toBe('ok');
    await iam.send(new DeleteRoleCommand({ RoleName: 'new' }));
    expect(await read()).toBe('NoSuchEntity/404');
    expect(await assume()).toBe('ok');
    test.clock.advance(DELAY);
    expect(await assume()).toBe('AccessDenied/403');
  });
});
