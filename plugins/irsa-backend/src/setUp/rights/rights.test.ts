import {
  DeleteUserPolicyCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { AccountRights } from 'backstage-plugin-irsa-common';
import { mockLogger } from '../../__testUtils__/mockLogger';
import { DefaultAccountRegistry } from '../../accounts/DefaultAccountRegistry';
import { readIrsaConfig } from '../../config/readIrsaConfig';
import { RightsReader } from './RightsReader';

const ACCOUNT = '111122223333';
const BOUNDARY = 'arn:aws:iam::{accountId}:policy/IrsaBoundary';

describe('RightsReader', () => {
  let sandbox: Sandbox;
  const clock = { now: 1_000_000 };

  beforeAll(async () => {
    sandbox = await startSandbox({ scenario: 'walkthrough' });
  });
  afterAll(async () => {
    await sandbox?.close();
  });

  function setUp(options: {
    credentials?: object;
    permissionsBoundary?: string;
  }) {
    const { credentials = sandbox.accounts[0].portalAccessKey } = options;
    const rootConfig = new ConfigReader({
      aws: { accounts: [{ accountId: ACCOUNT, ...credentials }] },
      irsa: {
        clusters: [],
        aws: { endpoint: sandbox.aws.endpoint, region: 'eu-west-1' },
        role: { permissionsBoundary: options.permissionsBoundary },
      },
    } as never);
    const config = readIrsaConfig(rootConfig);
    const accounts = DefaultAccountRegistry.create({
      config,
      rootConfig,
      logger: mockLogger(),
    });
    const reader = new RightsReader(
      config,
      () => config.clusters,
      () => clock.now,
    );
    return { reader, account: accounts.get(ACCOUNT) };
  }

  const stateOf = ({ policies }: AccountRights, action: string) =>
    policies
      .flatMap(({ rights }) => rights)
      .find(each => each.action === action)?.state;

  it('says of each documented action whether it is held, and by which file', async () => {
    const { reader, account } = setUp({ permissionsBoundary: BOUNDARY });
    const rights = await reader.read(account);
    expect(rights.message).toBeUndefined();
    expect(rights.policies.map(({ file }) => file)).toEqual([
      'portal-iam-auditor.json',
      'portal-iam-migrator.json',
      'portal-iam-retirer.json',
    ]);
    expect(rights.policies[0].rights).toContainEqual({
      action: 'iam:GetAccountAuthorizationDetails',
      state: 'held',
    });
    for (const { rights: each } of rights.policies) {
      for (const { action, state, reason } of each) {
        expect([action, state === 'held' || Boolean(reason)]).toEqual([
          action,
          true,
        ]);
      }
    }
  });

  it('says what an identity with only some rights lacks, and asks IAM again only after a while', async () => {
    const { reader, account } = setUp({});
    const before = await reader.read(account);
    clock.now += 59_000;
    expect(await reader.read(account)).toBe(before);
    clock.now += 2_000;
    expect(await reader.read(account)).not.toBe(before);
    expect(before.boundary).toMatchObject({
      state: 'notConfigured',
      message: expect.stringContaining('irsa.role.permissionsBoundary'),
    });
  });

  it('says what is denied, and what is not known without the right to ask', async () => {
    const { endpoint, rootAccessKeyId, rootSecretAccessKey } =
      sandbox.accounts[0];
    const root = new IAMClient({
      endpoint,
      region: 'eu-west-1',
      credentials: {
        accessKeyId: rootAccessKeyId,
        secretAccessKey: rootSecretAccessKey,
      },
    });
    const deny = (action: string) =>
      root.send(
        new PutUserPolicyCommand({
          UserName: 'irsa-portal',
          PolicyName: 'less',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }],
          }),
        }),
      );
    const { reader, account } = setUp({ permissionsBoundary: BOUNDARY });
    await deny('iam:DeleteAccessKey');
    const less = await reader.read(account);
    expect(less.policies[2].rights).toEqual([
      {
        action: 'iam:DeleteAccessKey',
        state: 'notHeld',
        reason: 'a policy denies it',
      },
      { action: 'iam:UpdateAccessKey', state: 'held' },
    ]);

    await deny('iam:SimulatePrincipalPolicy');
    clock.now += 61_000;
    const blind = await reader.read(account);
    expect(blind.message).toContain('iam:SimulatePrincipalPolicy');
    expect(stateOf(blind, 'iam:UpdateAccessKey')).toBe('notKnown');
    expect(blind.boundary.state).toBe('present');

    await root.send(
      new DeleteUserPolicyCommand({
        UserName: 'irsa-portal',
        PolicyName: 'less',
      }),
    );
  });

  it('tells a boundary that is absent', async () => {
    const { reader, account } = setUp({
      permissionsBoundary: 'arn:aws:iam::{accountId}:policy/NoSuchBoundary',
    });
    const { boundary } = await reader.read(account);
    expect(boundary).toMatchObject({
      state: 'absent',
      arn: `arn:aws:iam::${ACCOUNT}:policy/NoSuchBoundary`,
      message: expect.stringContaining('irsa-boundary.json'),
    });
  });

  it('knows nothing where the credentials are refused, and says why', async () => {
    const { reader, account } = setUp({
      credentials: {
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'no',
      },
      permissionsBoundary: BOUNDARY,
    });
    const rights = await reader.read(account);
    expect(rights).toMatchObject({
      message: expect.stringContaining('aws.accounts'),
      boundary: { state: 'notKnown' },
    });
    expect(stateOf(rights, 'iam:ListUsers')).toBe('notKnown');
    expect(stateOf(rights, 'iam:DeleteAccessKey')).toBe('notKnown');
  });
});
