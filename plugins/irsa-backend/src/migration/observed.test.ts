import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreatePolicyVersionCommand,
  DeleteAccessKeyCommand,
  DeleteOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetRoleCommand,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { deleteObject } from 'backstage-plugin-irsa-node';
import { podSpec, WorkloadObject } from '../plan/world/podTemplate';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const BY = 'user:default/guest';
const DEPLOYMENT = '/apis/apps/v1/namespaces/production/deployments/test';
const SECRET = '/api/v1/namespaces/production/secrets/aws-secrets';
const ACCOUNT = '/api/v1/namespaces/production/serviceaccounts/test';
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const DAY = 86_400_000;

jest.setTimeout(120_000);

describe('acts ask the world of now and not what is remembered', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    await until('a healthy workload', async () => {
      const { status } = await world.cluster.request<WorkloadObject>({
        path: DEPLOYMENT,
      });
      return status?.availableReplicas === 2;
    });
    service = await world.service();
    service.startWorker();
    ({ id } = await service.start(
      {
        planId: 'plan-1',
        planHash: 'hash',
        idempotencyKey: 'click-0001',
        acknowledgements: ['links-shorter'],
      },
      BY,
    ));
    const { status, statusReason } = await ended(
      'soaking',
      'failed',
      'rolledBack',
      'needsHuman',
    );
    if (status !== 'soaking') {
      throw new Error(`The migration is ${status}: ${statusReason}`);
    }
  });

  afterEach(() => world.close());

  async function ended(...statuses: string[]) {
    return until(
      `status ${statuses}`,
      async () => {
        const migration = await service.get(id);
        return statuses.includes(migration.status) ? migration : undefined;
      },
      60_000,
    );
  }

  async function keyId(): Promise<string> {
    const { AccessKeyMetadata } = await world.root.send(
      new ListAccessKeysCommand({ UserName: 'profile-images-reader' }),
    );
    return AccessKeyMetadata![0].AccessKeyId!;
  }

  async function switchKey(Status: 'Active' | 'Inactive'): Promise<void> {
    await world.root.send(
      new UpdateAccessKeyCommand({
        UserName: 'profile-images-reader',
        AccessKeyId: await keyId(),
        Status,
      }),
    );
  }

  /** Still on the role: annotation, template and role as the migration left them. */
  async function assertOnRole(): Promise<void> {
    const account = await world.cluster.request<{
      metadata: { annotations?: Record<string, string> };
    }>({ path: ACCOUNT });
    expect(account.metadata.annotations).toMatchObject({
      'eks.amazonaws.com/role-arn': world.execution.role.arn,
    });
    const workload = await world.cluster.request<WorkloadObject>({
      path: DEPLOYMENT,
    });
    expect((podSpec(workload) as any).containers[0].envFrom).toBeUndefined();
    const { Role } = await world.root.send(
      new GetRoleCommand({ RoleName: world.execution.role.name }),
    );
    expect(Role?.Arn).toBe(world.execution.role.arn);
  }

  it('refuses to go back to a key that someone else switched off, until it is on', async () => {
    await switchKey('Inactive');
    await expect(service.rollback(id, { reason: 'a try' }, BY)).rejects.toThrow(
      /is off, and this migration did not switch it off/,
    );
    await assertOnRole();
    await service.watchSoaks();
    expect((await service.get(id)).possible).toContain('reactivate-key');
    await service.retire(id, { act: 'reactivate-key' }, BY);
    await service.rollback(id, { reason: 'a try' }, BY);
    expect((await ended('rolledBack', 'needsHuman')).status).toBe('rolledBack');
  });

  it('switches the key on as part of the rollback when it is allowed to', async () => {
    await switchKey('Inactive');
    await service.rollback(id, { reason: 'a try', switchKeyOn: true }, BY);
    const back = await ended('rolledBack', 'needsHuman');
    expect(back.status).toBe('rolledBack');
    expect(back.afterRollback?.objects).toContainEqual(
      expect.objectContaining({
        object: expect.stringMatching(/^Access key/),
        state: 'asBefore',
      }),
    );
  });

  it('says what stays, and "as it was before" only when everything was read and is so', async () => {
    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await ended('rolledBack', 'needsHuman');
    // The portal's rights do not allow it to delete a provider.
    expect(back.statusReason).toMatch(
      /^6 of 7 things were read again .*\nNot as before: OpenID Connect provider/,
    );
    expect(
      back.afterRollback?.objects.map(({ object, state }) => [
        object.split(' ')[0],
        state,
      ]),
    ).toEqual([
      ['Deployment', 'asBefore'],
      ['Access', 'asBefore'],
      ['Secret', 'asBefore'],
      ['ServiceAccount', 'asBefore'],
      ['IAM', 'asBefore'],
      ['IAM', 'asBefore'],
      ['OpenID', 'differs'],
    ]);
  });

  it('says that everything is as it was before when nothing is left', async () => {
    await world.root.send(
      new DeleteOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: world.execution.provider.arn,
      }),
    );
    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await ended('rolledBack', 'needsHuman');
    expect(back.statusReason).toBe(
      'Everything was read again and is as it was before.',
    );
  });

  it('takes back only what it wrote and nobody changed since, and names the rest', async () => {
    const { role, policy, provider } = world.execution;
    const trust = JSON.parse(role.trustDocument);
    await world.root.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: role.name,
        PolicyDocument: JSON.stringify({
          ...trust,
          Statement: [
            ...trust.Statement,
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:root' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    );
    await world.cluster.request({
      method: 'PATCH',
      path: ACCOUNT,
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: {
        metadata: {
          annotations: {
            'eks.amazonaws.com/role-arn':
              'arn:aws:iam::111122223333:role/of-another-team',
          },
        },
      },
    });
    await world.root.send(
      new AddClientIDToOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: provider.arn,
        ClientID: 'of-another-team',
      }),
    );
    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await ended('rolledBack', 'needsHuman');
    expect(back.status).toBe('rolledBack');
    expect(back.statusReason).not.toMatch(/Everything/);
    const states = Object.fromEntries(
      back.afterRollback!.objects.map(({ object, state }) => [
        object.split(' ').slice(0, 2).join(' '),
        state,
      ]),
    );
    expect(states).toEqual({
      'Deployment production/test': 'asBefore',
      [`Access key`]: 'asBefore',
      'Secret production/aws-secrets': 'asBefore',
      'ServiceAccount production/test': 'differs',
      'IAM role': 'differs',
      'IAM policy': 'differs',
      'OpenID Connect': 'differs',
    });
    // What others rely on is there with all that they relied on.
    const { Role } = await world.root.send(
      new GetRoleCommand({ RoleName: role.name }),
    );
    expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).toContain(
      'arn:aws:iam::111122223333:root',
    );
    const { AttachedPolicies } = await world.root.send(
      new ListAttachedRolePoliciesCommand({ RoleName: role.name }),
    );
    expect(AttachedPolicies?.map(({ PolicyArn }) => PolicyArn)).toContain(
      policy.arn,
    );
  });

  it('keeps a Deny that somebody wrote into the role or the policy', async () => {
    const { role, policy } = world.execution;
    const deny = {
      Effect: 'Deny',
      Action: 's3:DeleteObject',
      Resource: '*',
    };
    await world.root.send(
      new PutRolePolicyCommand({
        RoleName: role.name,
        PolicyName: 'security-says-no',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [deny],
        }),
      }),
    );
    const planned = JSON.parse(policy.document);
    await world.root.send(
      new CreatePolicyVersionCommand({
        PolicyArn: policy.arn,
        SetAsDefault: true,
        PolicyDocument: JSON.stringify({
          ...planned,
          Statement: [...planned.Statement, deny],
        }),
      }),
    );
    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await ended('rolledBack', 'needsHuman');
    expect(back.status).toBe('rolledBack');
    const { PolicyNames } = await world.root.send(
      new ListRolePoliciesCommand({ RoleName: role.name }),
    );
    expect(PolicyNames).toEqual(['security-says-no']);
    const { Policy } = await world.root.send(
      new GetPolicyCommand({ PolicyArn: policy.arn }),
    );
    expect(Policy?.DefaultVersionId).toBe('v2');
    expect(back.statusReason).toMatch(/Not as before: IAM role/);
    expect(back.statusReason).toMatch(/Not as before: IAM policy/);
  });

  it('stops before anything is touched when the key goes off after the request', async () => {
    await service.stopWorker();
    await service.rollback(id, { reason: 'a try' }, BY);
    await switchKey('Inactive');
    service = await world.service();
    service.startWorker();
    const halted = await ended('rolledBack', 'needsHuman');
    expect(halted.status).toBe('needsHuman');
    expect(halted.statusReason).toMatch(/did not switch it off/);
    await assertOnRole();
  });

  it('refuses to go back to a key that is deleted', async () => {
    await world.root.send(
      new DeleteAccessKeyCommand({
        UserName: 'profile-images-reader',
        AccessKeyId: await keyId(),
      }),
    );
    await expect(service.rollback(id, { reason: 'a try' }, BY)).rejects.toThrow(
      /does not exist any more/,
    );
    await assertOnRole();
  });

  it('keeps a Secret to which something was added since the plan, and any Secret until the key has cooled', async () => {
    await service.retire(id, { act: 'deactivate-key', reason: 'now' }, BY);
    const request = { act: 'delete-secret', confirm: 'aws-secrets' } as const;
    await expect(service.retire(id, request, BY)).rejects.toThrow(/cooling/);
    world.offset = 8 * DAY;
    await world.sandbox.cluster('eks-prod-eu').apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'aws-secrets', namespace: 'production' },
        stringData: { DATABASE_PASSWORD: 'made-up-for-this-test' },
      },
    ]);
    await expect(service.retire(id, request, BY)).rejects.toThrow(
      /other data too, as of now: DATABASE_PASSWORD/,
    );
    // Someone else keeps it busy: what was read is not what would be deleted.
    const secret = await world.cluster.request<{
      metadata: { uid: string };
    }>({ path: SECRET, headers: { Accept: METADATA } });
    await expect(
      deleteObject(world.cluster, SECRET, {
        uid: secret.metadata.uid,
        resourceVersion: '1',
      }),
    ).rejects.toMatchObject({ details: { kind: 'conflict' } });
    await expect(
      deleteObject(world.cluster, SECRET, { uid: 'another' }),
    ).rejects.toMatchObject({ details: { kind: 'conflict' } });
    expect(
      await world.cluster.request({
        path: SECRET,
        headers: { Accept: METADATA },
      }),
    ).toMatchObject({ metadata: { uid: secret.metadata.uid } });
  });
});
