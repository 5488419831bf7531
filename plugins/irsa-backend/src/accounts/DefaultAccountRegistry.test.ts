import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
  ListRolesCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { mockLogger } from '../__testUtils__/mockLogger';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { toAccountError } from './AccountError';
import { DefaultAccountRegistry } from './DefaultAccountRegistry';
import { IdentityReader } from './IdentityReader';
import { readAuthorizationDetails } from './readAuthorizationDetails';
import { readIdentitiesOneByOne } from './readIdentitiesOneByOne';
import { readWithKeys } from './readWithKeys';
import { IamSnapshot } from './types';
import { withRoleAndProvider } from './withRoleAndProvider';

const ACCOUNT = '111122223333';

describe('DefaultAccountRegistry', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
  });

  afterAll(async () => {
    await sandbox?.close();
  });

  const registry = (
    credentials: Record<string, unknown>,
    endpoint = sandbox.aws.endpoint,
  ) => {
    const rootConfig = new ConfigReader({
      aws: { accounts: [{ accountId: ACCOUNT, ...credentials }] },
      irsa: { clusters: [], aws: { endpoint } },
    } as never);
    return DefaultAccountRegistry.create({
      config: readIrsaConfig(rootConfig),
      rootConfig,
      logger: mockLogger(),
    });
  };
  const portal = () => ({ ...sandbox.accounts[0].portalAccessKey });

  it('reads users with keys and policies, and shares one reading', async () => {
    const account = registry(portal()).get(ACCOUNT);
    const [snapshot, same] = await Promise.all([
      account.snapshot(),
      account.snapshot(),
    ]);
    expect(same).toBe(snapshot);
    expect(snapshot.missing).toEqual([]);
    const user = snapshot.users.find(u => u.name === 'profile-images-reader');
    expect(user?.keys).toMatchObject([
      { status: 'Active', accountId: ACCOUNT, last4: expect.any(String) },
    ]);
    expect(user?.policies[0].document).toMatchObject({
      Statement: expect.anything(),
    });
    expect(JSON.stringify(snapshot)).not.toMatch(/(AKIA|ASIA)[A-Z0-9]{16}/);
    expect(await account.partition()).toBe('aws');
  });

  it('reads keys less often than the rest, but those of a new user, or that it has switched itself, at once', async () => {
    const account = registry(portal()).get(ACCOUNT);
    const aws = sandbox.aws.account(ACCOUNT)!;
    const first = await account.snapshot({ maxAgeMs: 0 });
    const asked = jest.spyOn(account.iam, 'send');
    const readAgain = async () => {
      asked.mockClear();
      const snapshot = await account.snapshot({
        maxAgeMs: 0,
        keysMaxAgeMs: 3_600_000,
      });
      const users = asked.mock.calls.flatMap(([{ input }]) =>
        'UserName' in input ? [input.UserName] : [],
      );
      return { snapshot, users, calls: asked.mock.calls.length };
    };
    const { snapshot, users, calls } = await readAgain();
    expect(users).toEqual([]);
    expect(snapshot.users).toEqual(first.users);
    expect(snapshot.keysAsOf).toBe(first.keysAsOf);
    expect(snapshot.asOf > first.asOf).toBe(true);

    const id = `AKIA${'B'.repeat(16)}`;
    aws.importUser({
      name: 'new-user',
      accessKeys: [{ accessKeyId: id, secretAccessKey: 'x'.repeat(40) }],
    });
    expect((await readAgain()).users).toEqual(['new-user']);
    expect((await readAgain()).users).toEqual([]);

    // The portal may not switch keys with this identity: the effect may be there without the answer.
    await account.iam
      .send(
        new UpdateAccessKeyCommand({
          UserName: 'new-user',
          AccessKeyId: id,
          Status: 'Inactive',
        }),
      )
      .catch(() => undefined);
    expect((await readAgain()).users).toEqual(['new-user']);

    asked.mockClear();
    await account.snapshot({ maxAgeMs: 0 });
    expect(asked.mock.calls.length).toBeGreaterThan(
      calls + snapshot.users.length,
    );
    asked.mockRestore();
  });

  it('reads the keys that a plan looks at now, and those of all users only when one of them is not known', async () => {
    const account = registry(portal()).get(ACCOUNT);
    const users = await account.snapshot({ maxAgeMs: 0 });
    const [{ fingerprint }] = users.users.find(
      ({ name }) => name === 'profile-images-reader',
    )!.keys;
    const asked = jest.spyOn(account.iam, 'send');
    const askedFor = () =>
      asked.mock.calls.flatMap(([{ input }]) =>
        'UserName' in input ? [input.UserName] : [],
      );
    const { users: read } = await readWithKeys(account, [fingerprint]);
    expect(askedFor()).toEqual(['profile-images-reader']);
    expect(
      read.flatMap(({ keys }) => keys).map(key => key.fingerprint),
    ).toEqual(
      users.users.flatMap(({ keys }) => keys).map(key => key.fingerprint),
    );
    asked.mockClear();
    await readWithKeys(account, [fingerprint, 'of nobody']);
    expect(new Set(askedFor())).toEqual(
      new Set(users.users.map(({ name }) => name)),
    );
    asked.mockRestore();
  });

  it('takes the lists of an account over from another plan, and reads what decides as it is now', async () => {
    const account = registry(portal()).get(ACCOUNT);
    const before = await account.snapshot({ maxAgeMs: 0 });
    const name = 'profile-images-reader';
    const userOf = ({ users }: IamSnapshot) =>
      users.find(user => user.name === name)!;
    const [{ fingerprint }] = userOf(before).keys;
    const [{ rootAccessKeyId, rootSecretAccessKey }] = sandbox.accounts;
    const root = new IAMClient({
      endpoint: sandbox.aws.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    const document = (Action: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
      });
    await root.send(
      new PutUserPolicyCommand({
        UserName: name,
        PolicyName: 'made-since',
        PolicyDocument: document('s3:ListAllMyBuckets'),
      }),
    );
    await root.send(
      new CreateRoleCommand({
        RoleName: 'made-since',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'pods.eks.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    );
    const { OpenIDConnectProviderArn: arn = '' } = await root.send(
      new CreateOpenIDConnectProviderCommand({
        Url: 'https://oidc.example.com/made-since',
        ClientIDList: ['sts.amazonaws.com'],
      }),
    );

    const asked = jest.spyOn(account.iam, 'send');
    const began = Date.now() + 1;
    const read = await withRoleAndProvider(
      account,
      await readWithKeys(account, [fingerprint], 0),
      { roleName: 'made-since', providerArn: arn },
      began,
    );
    expect(read.asOf).toBe(before.asOf);
    expect(asked.mock.calls.map(([{ constructor }]) => constructor)).toEqual(
      expect.not.arrayContaining([
        GetAccountAuthorizationDetailsCommand,
        ListRolesCommand,
      ]),
    );
    asked.mockRestore();
    expect(userOf(before).policies.map(each => each.name)).not.toContain(
      'made-since',
    );
    expect(userOf(read).policies.map(each => each.name)).toContain(
      'made-since',
    );
    expect(read.roles).toContainEqual(
      expect.objectContaining({ name: 'made-since' }),
    );
    expect(read.providers).toContainEqual(expect.objectContaining({ arn }));

    const all = await account.snapshot({ maxAgeMs: 0 });
    const comparable = ({ users, roles, providers }: IamSnapshot) => ({
      user: {
        ...users.find(user => user.name === name),
        keys: undefined,
        policies: userOf({ users } as IamSnapshot).policies.map(
          policy => policy.name,
        ),
      },
      role: roles.find(role => role.name === 'made-since'),
      providers,
    });
    expect(comparable(read)).toEqual(comparable(all));
    root.destroy();
  });

  it('finds the same one by one as by authorization details', async () => {
    const { iam } = registry(portal()).get(ACCOUNT);
    const whole = await readAuthorizationDetails(
      new IdentityReader(ACCOUNT, iam),
    );
    const single = await readIdentitiesOneByOne(
      new IdentityReader(ACCOUNT, iam),
    );
    const sorted = (list: { name: string; policies: unknown[] }[]) =>
      list
        .map(({ name, policies }) => ({ name, policies }))
        .sort((a, b) => a.name.localeCompare(b.name));
    expect(sorted(single.users)).toEqual(sorted(whole!.users));
    expect(sorted(single.roles)).toEqual(sorted(whole!.roles));
  });

  it.each([
    [
      'a key that is not known',
      () =>
        registry({
          accessKeyId: `AKIA${'Q'.repeat(16)}`,
          secretAccessKey: 'x'.repeat(40),
        }),
      'noCredentials',
      'Renew',
    ],
    [
      'nobody at the endpoint',
      () => registry(portal(), 'http://127.0.0.1:1'),
      'unreachable',
      'irsa.aws.endpoint',
    ],
  ])('says what to do with %s', async (_, make, kind, words) => {
    await expect(make().get(ACCOUNT).snapshot()).rejects.toMatchObject({
      details: { kind, accountId: ACCOUNT },
      message: expect.stringContaining(words),
    });
  });

  it('lists accounts that there are when asked for another', () => {
    expect(() => registry(portal()).get('999999999999')).toThrow(
      /aws\.accounts.*111122223333/,
    );
  });

  it('names the action that is denied, without quoting AWS', () => {
    const error = toAccountError(
      ACCOUNT,
      'iam:CreateRole',
      Object.assign(new Error('User canary is not authorized'), {
        name: 'AccessDenied',
      }),
    );
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toContain('iam:CreateRole');
    expect(error.message).not.toContain('canary');
  });
});
