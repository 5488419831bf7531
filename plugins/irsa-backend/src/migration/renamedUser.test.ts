import {
  IAMClient,
  ListAccessKeysCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { findAccessKey } from '../accounts/findAccessKey';
import { IamSnapshot } from '../accounts/types';
import { retire, startSoaking } from './__testUtils__/soaking';
import { BY, inStatus } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const DAY = 86_400_000;

/** IAM lets a user be renamed at any time, and its keys go on to work (IAM API, UpdateUser). */
describe('a key whose user was renamed', () => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;
  let userName: string;

  beforeEach(async () => {
    ({ world, service, id } = await startSoaking());
    userName = world.execution.key!.userName;
    await rename('one');
  });
  afterEach(() => world.close());

  async function rename(name: string): Promise<void> {
    await world.root.send(
      new UpdateUserCommand({ UserName: userName, NewUserName: name }),
    );
    userName = name;
  }

  async function keyState(): Promise<string | undefined> {
    const { AccessKeyMetadata } = await world.root.send(
      new ListAccessKeysCommand({ UserName: userName }),
    );
    return AccessKeyMetadata?.[0]?.Status;
  }

  it('is never taken for one that was deleted, and is switched and deleted where it is', async () => {
    await service.watchSoaks();
    expect((await service.get(id)).soak?.keyState).toBe('active');
    await retire(service, id, { act: 'deactivate-key', reason: 'now' });
    expect(await keyState()).toBe('Inactive');

    await rename('other');
    await service.watchSoaks();
    expect((await service.get(id)).soak?.keyState).toBe('inactive');
    world.offset = 8 * DAY;
    await retire(service, id, {
      act: 'delete-key',
      confirm: world.execution.key!.last4,
    });
    expect(await keyState()).toBeUndefined();
  });

  it('serves the way back, and is switched on for it (in CI)', async () => {
    await retire(service, id, { act: 'deactivate-key', reason: 'now' });
    await rename('other');
    await service.rollback(id, { reason: 'a try' }, BY);
    const back = await inStatus(service, id, 'rolledBack', 'needsHuman');
    expect([back.status, await keyState()]).toEqual(['rolledBack', 'Active']);
    expect(back.afterRollback?.objects).toContainEqual(
      expect.objectContaining({
        object: expect.stringMatching(/^Access key/),
        state: 'asBefore',
      }),
    );
  });
});

describe('looking for a key in an account', () => {
  const KEY = { fingerprint: 'f', userName: 'old' };
  const noSuchUser = Object.assign(new Error('gone'), { name: 'NoSuchEntity' });
  const find = (snapshot: Partial<IamSnapshot>) =>
    findAccessKey(
      {
        accountId: '123456789012',
        iam: { send: () => Promise.reject(noSuchUser) } as unknown as IAMClient,
        snapshot: async () =>
          ({ users: [], missing: [], ...snapshot } as unknown as IamSnapshot),
      },
      KEY,
    );

  it('tells that it is gone when no user of all has it', async () => {
    expect(await find({})).toBeUndefined();
  });

  it('does not tell that while the users may not be listed', async () => {
    await expect(find({ missing: ['iam:ListUsers'] })).rejects.toThrow(
      /could not be told\. Let it call iam:ListUsers/,
    );
  });

  it('does not tell that of a user that was renamed at this moment', async () => {
    const users = [
      { name: 'old', keys: [{ fingerprint: 'f' }] },
    ] as unknown as IamSnapshot['users'];
    await expect(find({ users })).rejects.toThrow(/Look again in a minute/);
  });
});
