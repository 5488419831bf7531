import {
  GenerateServiceLastAccessedDetailsCommand,
  GetAccessKeyLastUsedCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import {
  ACCOUNT,
  allow,
  startTestAccount,
  TestAccount,
  TestCredentials,
} from './__testUtils__/startTestAccount';

const DELAY = 300_000;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const ann: TestCredentials = {
  accessKeyId: ['AK', 'IALASTUSETEST00ANN'].join(''),
  secretAccessKey: 'of-ann',
};

describe('last use with a delay', () => {
  let test: TestAccount;

  beforeEach(async () => {
    test = await startTestAccount(undefined, { lastUseDelay: DELAY });
    test.account.import({
      users: [
        {
          name: 'ann',
          accessKeys: [ann],
          inlinePolicies: { p: allow('sts:AssumeRole') },
        },
      ],
      roles: [
        {
          name: 'app',
          assumeRolePolicy: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
      ],
    });
  });
  afterEach(() => test.aws.close());

  const call = (as: TestCredentials) =>
    test.sts(as).send(new GetCallerIdentityCommand({}));
  /** When a call began and ended, by the account's clock. */
  const timeOf = async (act: () => Promise<unknown>) => {
    const began = test.clock.now();
    await act();
    return { began, ended: test.clock.now() };
  };
  /** IAM answers in whole seconds. */
  const expectWithin = (
    shown: Date | undefined,
    { began, ended }: { began: number; ended: number },
  ) => {
    expect(shown?.getTime()).toBeGreaterThanOrEqual(began - (began % 1000));
    expect(shown?.getTime()).toBeLessThanOrEqual(ended);
  };
  const keyUse = async () =>
    (
      await test
        .iam()
        .send(new GetAccessKeyLastUsedCommand({ AccessKeyId: ann.accessKeyId }))
    ).AccessKeyLastUsed!;

  it('shows on a key when its time has come, with the time of the call', async () => {
    const called = await timeOf(() => call(ann));
    expect(await keyUse()).toEqual({ ServiceName: 'N/A', Region: 'N/A' });
    test.clock.advance(DELAY / 2);
    expect((await keyUse()).LastUsedDate).toBeUndefined();
    test.clock.advance(DELAY / 2);
    const { LastUsedDate, ServiceName } = await keyUse();
    expect(ServiceName).toBe('sts');
    expectWithin(LastUsedDate, called);
  });

  it('shows an earlier call while a later one is still on its way', async () => {
    const first = await timeOf(() => call(ann));
    test.clock.advance(DELAY / 2);
    const second = await timeOf(() => call(ann));
    test.clock.advance(DELAY / 2);
    expectWithin((await keyUse()).LastUsedDate, first);
    test.clock.advance(DELAY / 2);
    expectWithin((await keyUse()).LastUsedDate, second);
  });

  it('shows on a role and in its report of services later', async () => {
    const { Credentials } = await test
      .sts(ann)
      .send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'me' }));
    await call({
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    });
    const seen = async () => {
      const iam = test.iam();
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'app' }));
      const { JobId } = await iam.send(
        new GenerateServiceLastAccessedDetailsCommand({ Arn: ROLE }),
      );
      const { ServicesLastAccessed } = await iam.send(
        new GetServiceLastAccessedDetailsCommand({ JobId }),
      );
      return [
        Role!.RoleLastUsed?.LastUsedDate !== undefined,
        ServicesLastAccessed!.map(item => item.ServiceNamespace),
      ];
    };
    expect(await seen()).toEqual([false, []]);
    test.clock.advance(DELAY);
    expect(await seen()).toEqual([true, ['sts']]);
  });
});
