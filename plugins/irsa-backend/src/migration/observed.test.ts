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
import { V1ObjectMeta } from '@kubernetes/client-node';
import { dataKeysOf, deleteObject } from 'backstage-plugin-irsa-node';
import { podSpec, WorkloadObject } from '../plan/world/podTemplate';
import { retire } from './__testUtils__/soaking';
import { BY, inStatus, startPlan } from './__testUtils__/starting';
import {
  DEPLOYMENT_PATH,
  WalkthroughWorld,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const SECRET = '/api/v1/namespaces/production/secrets/aws-secrets';
const ACCOUNT = '/api/v1/namespaces/production/serviceaccounts/test';
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const DAY = 86_400_000;

describe('acts ask the world of now and not what is remembered', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    await world.healthy();
    service = await world.service();
    service.startWorker();
    ({ id } = await startPlan(service));
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
    return inStatus(service, id, ...statuses);
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
      path: DEPLOYMENT_PATH,
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
    await retire(service, id, { act: 'reactivate-key' });
    await service.rollback(id, { reason: 'a try' }, BY);
    expect((await ended('rolledBack', 'needsHuman')).status).toBe('rolledBack');
  });

  it('switches the key on as part of the rollback when it is allowed to (in CI)', async () => {
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

  it('says that everything is as it was before when nothing is left (in CI)', async () => {
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

  it('keeps a Deny that somebody wrote into the role or the policy (in CI)', async () => {
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

  it('stops before anything is touched when the key goes off after the request (in CI)', async () => {
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

  it('refuses to go back to a key that is deleted (in CI)', async () => {
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

  describe('deleting the Secret', () => {
    const request = { act: 'delete-secret', confirm: 'aws-secrets' } as const;
    const apply = (object: object) =>
      world.sandbox.cluster('eks-prod-eu').apply([object as never]);
    const secret = (stringData: Record<string, string>) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'aws-secrets', namespace: 'production' },
      stringData,
    });
    const metadataOfSecret = () =>
      world.cluster.request<{ metadata: V1ObjectMeta }>({
        path: SECRET,
        headers: { Accept: METADATA },
      });
    const namesNow = async () =>
      dataKeysOf((await metadataOfSecret()).metadata);

    beforeEach(async () => {
      await retire(service, id, { act: 'deactivate-key', reason: 'now' });
    });

    it('waits until the key has cooled (in CI)', async () => {
      await expect(retire(service, id, request)).rejects.toThrow(/cooling/);
    });

    it('leaves one alone that Git holds, and notes that it is gone when its source was changed (in CI)', async () => {
      world.offset = 8 * DAY;
      const held = secret({});
      await apply({
        ...held,
        metadata: {
          ...held.metadata,
          labels: {
            'kustomize.toolkit.fluxcd.io/name': 'apps',
            'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
          },
        },
      });
      await expect(retire(service, id, request)).rejects.toThrow(
        /kept as its source says by flux.*would make it again/,
      );
      expect(await namesNow()).toContain('AWS_ACCESS_KEY_ID');
      await world.cluster.request({ method: 'DELETE', path: SECRET });
      expect((await retire(service, id, request)).secretState).toBe('deleted');
    });

    it('takes only the AWS keys out when something was added since the plan', async () => {
      world.offset = 8 * DAY;
      await apply(secret({ DATABASE_PASSWORD: 'made-up-for-this-test' }));
      const after = await retire(service, id, request);
      expect(after.secretState).toBe('deleted');
      expect(await namesNow()).toEqual(['DATABASE_PASSWORD']);
      const events = await service.events(id);
      expect(events.at(-1)?.message).toMatch(
        /took AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY out of Secret .*DATABASE_PASSWORD\) stays/,
      );
    });

    it.each([
      ['a variable of it', { env: [fromSecret('AWS_ACCESS_KEY_ID')] }, true],
      [
        'all of it',
        { envFrom: [{ secretRef: { name: 'aws-secrets' } }] },
        true,
      ],
      ['other data of it', { env: [fromSecret('DATABASE_PASSWORD')] }, false],
    ])('that others read, by %s (in CI)', async (_, container, inTheWay) => {
      world.offset = 8 * DAY;
      await apply(secret({ DATABASE_PASSWORD: 'made-up-for-this-test' }));
      await apply({
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'nightly', namespace: 'production' },
        spec: {
          schedule: '0 0 1 1 *',
          jobTemplate: {
            spec: {
              template: {
                spec: {
                  restartPolicy: 'Never',
                  containers: [{ name: 'c', image: 'x', ...container }],
                },
              },
            },
          },
        },
      });
      const answer = await retire(service, id, request).then(
        ({ secretState }) => secretState,
        ({ message }) => message,
      );
      expect(answer).toMatch(
        inTheWay ? /still read by cronjobs\/nightly/ : /^deleted$/,
      );
      expect(await namesNow()).toHaveLength(inTheWay ? 3 : 1);
    });

    it('is refused while a custom resource was seen naming it (in CI)', async () => {
      world.offset = 8 * DAY;
      world.readers = [
        'eks-prod-eu/production/Deployment/test',
        'eks-prod-eu/production/KafkaConnector.kafka.strimzi.io/sink',
        'eks-prod-eu/production/Secret/aws-secrets',
      ];
      await expect(retire(service, id, request)).rejects.toThrow(
        /still named by KafkaConnector\.kafka\.strimzi\.io\/sink\./,
      );
      expect(await namesNow()).toHaveLength(2);
    });

    it('is refused when it holds another access key by now (in CI)', async () => {
      world.offset = 8 * DAY;
      await apply(secret({ AWS_ACCESS_KEY_ID: 'AKIAQ7KUWSJZ3F5M2NPX' }));
      await expect(retire(service, id, request)).rejects.toThrow(
        /holds another access key than the one that is retired: AWS_ACCESS_KEY_ID \(••••2NPX\)/,
      );
      expect(await namesNow()).toHaveLength(2);
    });

    it('deletes only the object and version that was read (in CI)', async () => {
      const { metadata } = await metadataOfSecret();
      for (const preconditions of [
        { uid: metadata.uid, resourceVersion: '1' },
        { uid: 'another' },
      ]) {
        await expect(
          deleteObject(world.cluster, SECRET, preconditions),
        ).rejects.toMatchObject({ details: { kind: 'conflict' } });
      }
      expect((await metadataOfSecret()).metadata.uid).toBe(metadata.uid);
      world.offset = 8 * DAY;
      expect(await retire(service, id, request)).toMatchObject({
        secretState: 'deleted',
      });
      await expect(metadataOfSecret()).rejects.toMatchObject({
        details: { kind: 'notFound' },
      });
    });
  });
});

function fromSecret(key: string) {
  return {
    name: 'X',
    valueFrom: { secretKeyRef: { name: 'aws-secrets', key } },
  };
}
