import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockLogger } from '../__testUtils__/mockLogger';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { readIrsaConfig } from '../config/readIrsaConfig';
import { AccountError } from './AccountError';
import { DefaultAccountRegistry } from './DefaultAccountRegistry';
import { readPolicy, readRole } from './iam';

const ACCOUNT = '111122223333';
/** Reads in one call what the others read one by one, which are used without it. */
const AT_ONCE = 'iam:GetAccountAuthorizationDetails';
const AUDITOR = resolve(
  __dirname,
  '../../../../docs/manifests/portal-iam-auditor.json',
);

/** The documented actions whose lack shows in a reading of the account, by `Sid`. */
const [{ Action: DOCUMENTED }] = (
  JSON.parse(readFileSync(AUDITOR, 'utf8')) as {
    Statement: { Sid: string; Action: string[] }[];
  }
).Statement.filter(({ Sid }) => Sid === 'ReadIdentities');

/** Read where one object is looked at, before and after each act, and not with the account. */
const OF_ONE_OBJECT = ['iam:ListPolicyTags', 'iam:ListRoleTags'];
/** Its lack stops an act: `ensurePolicy` asks for the versions before it makes one. */
const OF_ACTS = ['iam:ListPolicyVersions'];

const ACTIONS = DOCUMENTED.filter(action => !OF_ACTS.includes(action));

describe('the documented rights to read an account', () => {
  let sandbox: Sandbox;
  let root: IAMClient;
  const made = { role: 'reader', policy: '' };

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
    const [{ rootAccessKeyId, rootSecretAccessKey }] = sandbox.accounts;
    root = new IAMClient({
      endpoint: sandbox.aws.endpoint,
      region: 'us-east-1',
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    await fill();
  });
  afterAll(async () => {
    root?.destroy();
    await sandbox?.close();
  });

  /** One of each thing, so that each way to read is used. */
  async function fill() {
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
    });
    const { Policy } = await root.send(
      new CreatePolicyCommand({ PolicyName: 'all-kinds', PolicyDocument }),
    );
    made.policy = Policy!.Arn!;
    const PolicyArn = made.policy;
    const UserName = 'all-kinds';
    const GroupName = 'all-kinds';
    const PolicyName = 'inline';
    await root.send(new CreateUserCommand({ UserName }));
    await root.send(new CreateAccessKeyCommand({ UserName }));
    await root.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    await root.send(
      new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }),
    );
    await root.send(new CreateGroupCommand({ GroupName }));
    await root.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
    await root.send(
      new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument }),
    );
    await root.send(new AddUserToGroupCommand({ GroupName, UserName }));
    await root.send(
      new CreateOpenIDConnectProviderCommand({
        Url: 'https://issuer.example.com',
        ClientIDList: ['sts.amazonaws.com'],
      }),
    );
    await root.send(
      new CreateRoleCommand({
        RoleName: made.role,
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
      }),
    );
    await root.send(
      new AttachRolePolicyCommand({ RoleName: made.role, PolicyArn }),
    );
    await root.send(
      new PutRolePolicyCommand({
        RoleName: made.role,
        PolicyName,
        PolicyDocument,
      }),
    );
  }

  /** An account as the documented identity sees it, which keeps nothing from before. */
  function account() {
    const rootConfig = new ConfigReader({
      aws: {
        accounts: [
          { accountId: ACCOUNT, ...sandbox.accounts[0].portalAccessKey },
        ],
      },
      irsa: {
        clusters: [],
        aws: { endpoint: sandbox.aws.endpoint, region: 'eu-west-1' },
      },
    } as never);
    return DefaultAccountRegistry.create({
      config: readIrsaConfig(rootConfig),
      rootConfig,
      logger: mockLogger(),
    }).get(ACCOUNT);
  }

  async function without<T>(actions: string[], act: () => Promise<T>) {
    const at = { UserName: 'irsa-portal', PolicyName: 'made-by-the-test' };
    await root.send(
      new PutUserPolicyCommand({
        ...at,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }],
        }),
      }),
    );
    try {
      return await act();
    } finally {
      await root.send(new DeleteUserPolicyCommand(at));
    }
  }

  /** The actions that a reading names as missing. */
  async function missing(actions: string[]): Promise<string[]> {
    const found = await without(actions, () =>
      account()
        .snapshot({ maxAgeMs: 0 })
        .then(
          snapshot => snapshot.missing,
          (error: AccountError) => [error.message],
        ),
    );
    return [...found];
  }

  it('are enough', async () => {
    expect(await missing(['iam:CreateUser'])).toEqual([]);
    // One by one as well: the reading is the same.
    expect(await missing([AT_ONCE])).toEqual([AT_ONCE]);
  });

  it.each(
    ACTIONS.filter(action => !OF_ONE_OBJECT.includes(action)).filter(
      (_, index) => IS_WHOLE || index % 6 === 0,
    ),
  )(
    'are each needed, and the one that is missing is named: %s',
    async action => {
      const named = await missing(
        action === AT_ONCE ? [action] : [AT_ONCE, action],
      );
      expect(named.join(' ')).toContain(action);
    },
  );

  it.each<[string, () => Promise<unknown>]>([
    ['iam:ListRoleTags', () => readRole(account().iam, made.role)],
    ['iam:ListPolicyTags', () => readPolicy(account().iam, made.policy)],
  ])('are each needed to look at one object: %s', async (action, act) => {
    await expect(act()).resolves.toBeDefined();
    await expect(without([action], act)).rejects.toMatchObject({
      message: expect.stringContaining(action),
    });
  });
});
