import {
  CreateAccessKeyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { podSpec } from '../plan/world/podTemplate';
import { startSoaking } from './__testUtils__/soaking';
import { BY, inStatus } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const SECRET = '/api/v1/namespaces/production/secrets/aws-secrets';

/** Between the switch and the way back, others write into the Secret as they like. */
describe('a rollback to a Secret that is not what it was', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    ({ world, service, id } = await startSoaking());
  });
  afterEach(() => world.close());

  async function write(data: Record<string, string | null>): Promise<void> {
    await world.cluster.request({
      method: 'PATCH',
      path: SECRET,
      headers: {
        'Content-Type': 'application/merge-patch+json',
        Accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      },
      body: {
        data: Object.fromEntries(
          Object.entries(data).map(([name, value]) => [
            name,
            value === null ? null : Buffer.from(value).toString('base64'),
          ]),
        ),
      },
    });
  }

  async function goesBack() {
    await service.rollback(id, { reason: 'a try' }, BY);
    return inStatus(service, id, 'rolledBack', 'needsHuman');
  }

  /** Nothing of the workload was touched. */
  async function assertOnRole(): Promise<void> {
    const workload = await world.deployment();
    expect((podSpec(workload) as any).containers[0].envFrom).toBeUndefined();
    const account = await world.cluster.request<{
      metadata: { annotations?: Record<string, string> };
    }>({ path: '/api/v1/namespaces/production/serviceaccounts/test' });
    expect(account.metadata.annotations).toMatchObject({
      'eks.amazonaws.com/role-arn': world.execution.role.arn,
    });
  }

  async function anotherKey(Status: 'Active' | 'Inactive'): Promise<void> {
    const { userName: UserName } = world.execution.key!;
    const { AccessKey } = await world.root.send(
      new CreateAccessKeyCommand({ UserName }),
    );
    await world.root.send(
      new UpdateAccessKeyCommand({
        UserName,
        AccessKeyId: AccessKey!.AccessKeyId!,
        Status,
      }),
    );
    await write({
      AWS_ACCESS_KEY_ID: AccessKey!.AccessKeyId!,
      AWS_SECRET_ACCESS_KEY: AccessKey!.SecretAccessKey!,
    });
  }

  it('stops before anything is taken back when the AWS keys were taken out, and goes on when they are back', async () => {
    const { data } = await world.cluster.request<{
      data: Record<string, string>;
    }>({ path: SECRET, secretValues: true });
    await write({
      AWS_ACCESS_KEY_ID: null,
      AWS_SECRET_ACCESS_KEY: null,
      OTHER: 'x',
    });
    const stuck = await goesBack();
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      statusReason: expect.stringMatching(/aws-secrets is without any AWS key/),
    });
    await assertOnRole();
    await write(
      Object.fromEntries(
        Object.entries(data).map(([name, value]) => [
          name,
          Buffer.from(value, 'base64').toString(),
        ]),
      ),
    );
    await service.continue(id, BY);
    await inStatus(service, id, 'rolledBack');
  });

  it('stops before anything is taken back when it holds another key that is off (in CI)', async () => {
    await anotherKey('Inactive');
    const stuck = await goesBack();
    expect(stuck).toMatchObject({
      status: 'needsHuman',
      statusReason: expect.stringMatching(
        /holds the key ••••.{4} by now, .* switched off/,
      ),
    });
    await assertOnRole();
  });

  it('goes back to another key that is on, and does not call it as before (in CI)', async () => {
    await anotherKey('Active');
    const back = await goesBack();
    expect(back.status).toBe('rolledBack');
    expect(back.statusReason).not.toMatch(/^Everything/);
    expect(back.afterRollback?.objects).toContainEqual({
      object: 'Secret production/aws-secrets',
      state: 'differs',
      message: expect.stringMatching(/^It holds the key ••••/),
    });
    const events = await service.events(id);
    expect(events).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/by now, .* AWS shows it as active/),
      }),
    );
  });
});
