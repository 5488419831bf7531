import {
  AddClientIDToOpenIDConnectProviderCommand,
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  ListAccessKeysCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { mergePatch } from 'backstage-plugin-irsa-node';
import { MIGRATION_TAG } from '../accounts/iam';
import { startSoaking } from './__testUtils__/soaking';
import { BY } from './__testUtils__/starting';
import { SERVICE_ACCOUNT_PATH, until } from './__testUtils__/walkthroughWorld';

jest.setTimeout(180_000);

/** The daily comparison of recorded ends with the world. */
describe('what has ended is looked at again', () => {
  async function setUp() {
    const send = jest.fn(async (_: { payload: object }) => {});
    const { world, service, id } = await startSoaking({
      notifications: { send },
    });
    await world.database('migrations').update({
      facts: JSON.stringify({
        ...JSON.parse((await world.database('migrations').first()).facts),
        ownerRef: 'group:default/team',
      }),
    });
    const notices = () =>
      send.mock.calls
        .map(([{ payload }]) => (payload as { title: string }).title)
        .filter(title => title.includes('the migration left it'));
    const look = async () => {
      await service.reconcile();
      const { drift } = await service.get(id);
      return drift?.facts.map(({ object }) => object) ?? [];
    };
    return { world, service, id, look, notices };
  }

  it('names a role that carries the id of a migration that was rolled back, once', async () => {
    const { world, service, id, look, notices } = await setUp();
    try {
      await service.rollback(id, { reason: 'a try' }, BY);
      await until('the end', async () => {
        const { status } = await service.get(id);
        return status === 'rolledBack';
      });
      expect(await look()).toEqual([]);
      // As a write of a paused process would leave it.
      const RoleName = 'a-late-role';
      await world.root.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: world.execution.role.trustDocument,
          Tags: [{ Key: MIGRATION_TAG, Value: id }],
        }),
      );
      expect(await look()).toEqual([`IAM role ${RoleName}`]);
      expect(await look()).toEqual([`IAM role ${RoleName}`]);
      expect(notices()).toHaveLength(1);
      const { iam } = world.accounts.get(world.execution.accountId);
      const refused = jest
        .spyOn(iam, 'send')
        .mockRejectedValue(new Error('not now') as never);
      // What cannot be read mends nothing.
      expect(await look()).toEqual([`IAM role ${RoleName}`]);
      refused.mockRestore();
      await world.root.send(new DeleteRoleCommand({ RoleName }));
      expect(await look()).toEqual([]);
      expect(notices()).toHaveLength(2);
      const said = (await service.events(id)).map(({ message }) => message);
      expect(said.filter(line => /recorded at the end/.test(line))).toEqual([
        expect.stringContaining(RoleName),
        'What was recorded at the end holds again.',
      ]);
    } finally {
      await world.close();
    }
  });

  it('names what a retired migration has lost, with one read of the account for all (in CI)', async () => {
    const { world, id, look, notices } = await setUp();
    try {
      const { key, role, policy } = world.execution;
      const { AccessKeyMetadata = [] } = await world.root.send(
        new ListAccessKeysCommand({ UserName: key!.userName }),
      );
      const [{ AccessKeyId }] = AccessKeyMetadata;
      const setKey = (Status: 'Active' | 'Inactive') =>
        world.root.send(
          new UpdateAccessKeyCommand({
            UserName: key!.userName,
            AccessKeyId,
            Status,
          }),
        );
      await setKey('Inactive');
      await world.database('migrations').update({ status: 'retired' });
      const callsOf = async (act: () => Promise<string[]>) => {
        const before = world.sandbox.aws.calls.length;
        expect(await act()).toEqual([]);
        return world.sandbox.aws.calls
          .slice(before)
          .filter(({ service: name }) => name === 'iam').length;
      };
      const ofOne = await callsOf(look);
      expect(ofOne).toBeGreaterThan(0);
      const row = await world.database('migrations').where({ id }).first();
      await world.database('migrations').insert(
        Array.from({ length: 20 }, (_, at) => ({
          ...row,
          id: `twin-${at}`,
          idempotency_key: `click-1${at}`,
          workload_id: `${row.workload_id}-${at}`,
        })),
      );
      expect(await callsOf(look)).toBe(ofOne);

      await setKey('Active');
      const names = { RoleName: role.name, PolicyArn: policy.arn };
      await world.root.send(new DetachRolePolicyCommand(names));
      expect(await look()).toEqual([
        `IAM policy ${policy.name}`,
        `Access key ••••${key!.last4} of ${key!.userName}`,
      ]);
      await setKey('Inactive');
      await world.root.send(new AttachRolePolicyCommand(names));
      expect(await look()).toEqual([]);

      const { provider, serviceAccount } = world.execution;
      const audience = {
        OpenIDConnectProviderArn: provider.arn,
        ClientID: provider.audience,
      };
      await world.root.send(
        new RemoveClientIDFromOpenIDConnectProviderCommand(audience),
      );
      const annotate = (value: string | null) =>
        mergePatch(world.cluster, SERVICE_ACCOUNT_PATH, {
          metadata: { annotations: { 'eks.amazonaws.com/role-arn': value } },
        });
      await annotate(null);
      const told = notices().length;
      expect(await look()).toEqual([
        `OpenID Connect provider ${provider.arn}`,
        `ServiceAccount production/${serviceAccount.name}`,
      ]);
      await look();
      // Each of the migrations once.
      expect(notices()).toHaveLength(told + 21);
      await world.root.send(
        new AddClientIDToOpenIDConnectProviderCommand(audience),
      );
      await annotate(role.arn);
      expect(await look()).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
