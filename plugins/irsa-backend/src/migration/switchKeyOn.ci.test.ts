import {
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { startSoaking } from './__testUtils__/soaking';
import { BY } from './__testUtils__/starting';
import { until, WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';
import { MigrationStore } from './store/MigrationStore';

jest.setTimeout(120_000);

describe('a roll back that may switch the key on, while the watch writes what it saw', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  beforeEach(async () => {
    ({ world, service, id } = await startSoaking());
    const { userName: UserName } = world.execution.key!;
    const { AccessKeyMetadata } = await world.root.send(
      new ListAccessKeysCommand({ UserName }),
    );
    const { AccessKeyId } = AccessKeyMetadata![0];
    await world.root.send(
      new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }),
    );
  });

  afterEach(() => world.close());

  const goBack = () =>
    service.rollback(id, { reason: 'a try', switchKeyOn: true }, BY);

  /** How it ended, and whether what the watch saw was kept. */
  async function ended(): Promise<unknown[]> {
    const { status } = await until('the way back', async () => {
      const migration = await service.get(id);
      return ['rolledBack', 'needsHuman'].includes(migration.status)
        ? migration
        : undefined;
    });
    return [status, (await seenByWatch()) !== undefined];
  }

  /** When the watch last wrote what it saw. */
  async function seenByWatch(): Promise<string | undefined> {
    const { state } = await world.database('migrations').where({ id }).first();
    return JSON.parse(state).soak.footing?.readAt;
  }

  it('keeps what the watch wrote between its look and its write', async () => {
    expect(await seenByWatch()).toBeUndefined();
    const { iam } = world.accounts.get(world.execution.accountId);
    const send = iam.send.bind(iam) as (command: unknown) => Promise<unknown>;
    // The migration was read before IAM is asked for the key.
    const spy = jest.spyOn(iam, 'send');
    spy.mockImplementationOnce(async (command: unknown) => {
      await service.watchSoaks();
      return send(command);
    });
    await goBack();
    spy.mockRestore();
    expect(await ended()).toEqual(['rolledBack', true]);
  });

  it('is kept when the watch writes between its look and its write (in CI)', async () => {
    const real = MigrationStore.prototype.update;
    const spy = jest.spyOn(MigrationStore.prototype, 'update');
    spy.mockImplementationOnce(async function write(
      this: MigrationStore,
      ...options
    ) {
      await goBack();
      return real.apply(this, options);
    });
    await service.watchSoaks();
    spy.mockRestore();
    expect(await ended()).toEqual(['rolledBack', true]);
  });
});
