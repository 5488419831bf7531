import {
  AttachRolePolicyCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListAccessKeysCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  deleteObject,
  jsonPatch,
  mergePatch,
} from 'backstage-plugin-irsa-node';
import { startSoaking, retire } from './__testUtils__/soaking';
import {
  DEPLOYMENT_PATH,
  SERVICE_ACCOUNT_PATH,
  WalkthroughWorld,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { FootingLostError } from './model/errors';

const SECRET_PATH = '/api/v1/namespaces/production/secrets/aws-secrets';
const ROLE_ARN = 'eks.amazonaws.com/role-arn';

jest.setTimeout(120_000);

describe('before a key is switched off, what the workload rests on is read', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  beforeAll(async () => {
    ({ world, service, id } = await startSoaking());
  });

  afterAll(() => world.close());

  async function refusal(): Promise<FootingLostError> {
    const error = await retire(service, id, {
      act: 'deactivate-key',
      reason: 'a try',
    }).catch(caught => caught);
    expect(error).toBeInstanceOf(FootingLostError);
    const { AccessKeyMetadata } = await world.root.send(
      new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
    );
    expect(AccessKeyMetadata?.[0].Status).toBe('Active');
    expect((await service.get(id)).status).toBe('soaking');
    return error;
  }

  const trust = (document: string) =>
    world.root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: world.execution.role.name,
        PolicyDocument: document,
      }),
    );

  const annotate = (value: string | null) =>
    mergePatch(world.cluster, SERVICE_ACCOUNT_PATH, {
      metadata: { annotations: { [ROLE_ARN]: value } },
    });

  it.each([
    {
      drift: 'the trust policy lets another ServiceAccount in',
      make: () =>
        trust(
          world.execution.role.trustDocument.replace(
            ':production:test',
            ':production:other',
          ),
        ),
      mend: () => trust(world.execution.role.trustDocument),
      object: /^Trust policy/,
      message: /does not let system:serviceaccount:production:test in/,
    },
    {
      drift: 'others deny what was planned',
      make: () =>
        world.root.send(
          new PutRolePolicyCommand({
            RoleName: world.execution.role.name,
            PolicyName: 'frozen',
            PolicyDocument: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' },
              ],
            }),
          }),
        ),
      mend: () =>
        world.root.send(
          new DeleteRolePolicyCommand({
            RoleName: world.execution.role.name,
            PolicyName: 'frozen',
          }),
        ),
      object: /^Other policies/,
      message: /The role is denied s3:GetObject on \*/,
    },
    {
      drift: 'the policy is detached',
      make: () =>
        world.root.send(
          new DetachRolePolicyCommand({
            RoleName: world.execution.role.name,
            PolicyArn: world.execution.policy.arn,
          }),
        ),
      mend: () =>
        world.root.send(
          new AttachRolePolicyCommand({
            RoleName: world.execution.role.name,
            PolicyArn: world.execution.policy.arn,
          }),
        ),
      object: /^IAM policy/,
      message: /not attached/,
    },
    {
      drift: 'the role belongs to something else',
      make: () => tagRole('someone-else'),
      mend: () => tagRole(world.execution.tags.workload),
      object: /^IAM role/,
      message: /tags of this migration/,
    },
    {
      drift: 'the annotation is gone',
      make: () => annotate(null),
      mend: () => annotate(world.execution.role.arn),
      object: /^ServiceAccount/,
      message: /is gone/,
    },
  ])('refuses when $drift', async ({ make, mend, object, message }) => {
    await make();
    try {
      const { footing } = await refusal();
      expect(footing).toEqual([
        {
          object: expect.stringMatching(object),
          state: 'broken',
          message: expect.stringMatching(message),
        },
      ]);
    } finally {
      await mend();
    }
  });

  it('refuses when the trust policy was widened so that it denies the workload, and not when others joined it', async () => {
    const planned = JSON.parse(world.execution.role.trustDocument);
    const [statement] = planned.Statement;
    const joined = JSON.parse(
      JSON.stringify(statement).replace(':production:test', ':production:job'),
    );
    await trust(
      JSON.stringify({
        ...planned,
        Statement: [statement, joined, { ...statement, Effect: 'Deny' }],
      }),
    );
    const { footing } = await refusal();
    expect(footing[0].object).toMatch(/^Trust policy/);
    await trust(JSON.stringify({ ...planned, Statement: [statement, joined] }));
    const off = await retire(service, id, {
      act: 'deactivate-key',
      reason: 'a try',
    });
    expect(off.status).toBe('keyInactive');
    await retire(service, id, { act: 'reactivate-key' });
    await trust(world.execution.role.trustDocument);
  });

  it('refuses with what could not be read, and never takes that for good', async () => {
    const { iam } = world.accounts.get(world.execution.accountId);
    const send = iam.send.bind(iam) as (command: object) => Promise<unknown>;
    const refused = Object.assign(new Error('not now'), {
      name: 'AccessDenied',
    });
    const spy = jest
      .spyOn(iam, 'send')
      .mockImplementation((command: object) =>
        command instanceof GetRoleCommand
          ? Promise.reject(refused)
          : send(command),
      );
    try {
      const { footing } = await refusal();
      expect(footing).toEqual([
        {
          object: expect.stringMatching(/^IAM role/),
          state: 'notKnown',
          message: expect.stringMatching(/could not be read: not now/),
        },
      ]);
    } finally {
      spy.mockRestore();
    }
  });

  it('refuses when the Deployment is back on the key', async () => {
    await jsonPatch(world.cluster, DEPLOYMENT_PATH, [
      {
        op: 'add',
        path: '/spec/template/spec/containers/0/envFrom',
        value: [{ secretRef: { name: 'aws-secrets' } }],
      },
    ]);
    const { footing } = await refusal();
    expect(footing).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          object: 'Deployment production/test',
          state: 'broken',
          message:
            'Its template has envFrom Secret aws-secrets in container test.',
        }),
        expect.objectContaining({
          object: expect.stringMatching(/^References/),
          state: 'broken',
        }),
      ]),
    );
  });

  it('says when a Secret of the way back is gone, lacks what it should hold, or could not be read', async () => {
    const seen = async () => {
      const began = Date.now();
      await service.watchSoaks();
      const { secretState, secretAsOf, goneSecrets } = await service.get(id);
      expect(Date.parse(secretAsOf!)).toBeGreaterThanOrEqual(began);
      return { secretState, goneSecrets };
    };
    const make = (stringData: Record<string, string>) =>
      world.sandbox.cluster('eks-prod-eu').apply([
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'aws-secrets', namespace: 'production' },
          stringData,
        } as never,
      ]);
    const gone = { secretState: 'gone', goneSecrets: ['aws-secrets'] };
    expect(await seen()).toEqual({ secretState: 'present' });
    await deleteObject(world.cluster, SECRET_PATH);
    expect(await seen()).toEqual(gone);
    await make({});
    expect(await seen()).toEqual(gone);
    await deleteObject(world.cluster, SECRET_PATH);
    await make({ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' });
    expect(await seen()).toEqual({ secretState: 'present' });

    const request = world.cluster.request.bind(world.cluster);
    const refused = Object.assign(new Error('refused'), {
      details: { cluster: world.cluster.name, kind: 'forbidden' },
    });
    const spy = jest
      .spyOn(world.cluster, 'request')
      .mockImplementation(call =>
        call.path === SECRET_PATH ? Promise.reject(refused) : request(call),
      );
    expect(await seen()).toEqual({ secretState: 'notKnown' });
    spy.mockRestore();

    const events = await service.events(id);
    expect(
      events.filter(({ message }) => /^Secret production/.test(message)),
    ).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/is gone, or lacks/),
      }),
      expect.objectContaining({
        level: 'info',
        message: 'Secret production/aws-secrets is there again.',
      }),
    ]);
  });

  function tagRole(workload: string) {
    return world.root.send(
      new TagRoleCommand({
        RoleName: world.execution.role.name,
        Tags: [{ Key: 'workload', Value: workload }],
      }),
    );
  }
});
