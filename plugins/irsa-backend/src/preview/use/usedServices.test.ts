import {
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { until } from '@internal/sandbox/until';
import { UsedServices } from 'backstage-plugin-irsa-common';
import { WalkthroughWorld } from '../../migration/__testUtils__/walkthroughWorld';
import { DefaultPreviewService } from '../DefaultPreviewService';

const OWNER = 'group:default/team-profile';
const ID = 'eks-prod-eu/production/Deployment/test';
const USER = 'profile-images-reader';
const of = (ref: string, ...groups: string[]) => ({
  ref,
  ownershipRefs: async () => [ref, ...groups],
  access: async () => undefined,
});
const GUEST = of('user:default/guest', OWNER);

describe('what the key of the walk-through was used for', () => {
  let world: WalkthroughWorld;
  let offset = 0;
  let previews: DefaultPreviewService;

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
    previews = DefaultPreviewService.create({
      ...world,
      now: () => Date.now() + offset,
      inventory: {
        ...world.inventory,
        get: async ref => ({
          ...(await world.inventory.get(ref)),
          ownerRef: OWNER,
        }),
      },
      migrations: await world.service(),
    });
  });
  afterAll(() => world.close());

  const ask = (planId?: string) => previews.usedServices(ID, planId, GUEST);
  /** AWS is asked anew. */
  const later = () => {
    offset += 11 * 60_000;
  };
  const s3In = ({ used }: UsedServices) =>
    used.find(({ service }) => service === 's3');
  const policyOf = async (
    UserName: string,
    Effect: 'Allow' | 'Deny',
    Action: string | string[],
  ) => {
    const at = { UserName, PolicyName: 'added' };
    await world.root.send(
      new PutUserPolicyCommand({
        ...at,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect, Action, Resource: '*' }],
        }),
      }),
    );
    later();
    return () => world.root.send(new DeleteUserPolicyCommand(at));
  };

  it('is listed before there is a role, and compared with the policy of a plan', async () => {
    const use = await until(async () => {
      later();
      return ask();
    }, s3In);
    expect(use).toMatchObject({
      user: `user ${USER}`,
      role: expect.stringContaining('no role for this service yet'),
    });
    expect(s3In(use)).toMatchObject({ title: 'Amazon S3', verdict: 'noRole' });
    expect(use.smaller).toBeUndefined();

    const planned = await ask('plan-1');
    expect(planned.role).toBe('planned role irsa-production-test-0a1b2c3d');
    expect(s3In(planned)).toMatchObject({ verdict: 'same', missing: [] });
  });

  it('says what the role lacks of a service that is used, and which are not', async () => {
    const takeBack = await policyOf(USER, 'Allow', [
      's3:PutObject',
      'sqs:SendMessage',
    ]);
    try {
      const use = await ask('plan-1');
      expect(s3In(use)).toMatchObject({
        verdict: 'less',
        missing: [{ action: 's3:putobject', resource: '*' }],
      });
      expect(use.unused).toEqual(['sqs']);
    } finally {
      await takeBack();
    }
  });

  it('reads the user and the role only, and all of the account where it may not read one by one', async () => {
    const account = world.accounts.get('111122223333');
    const asked = jest.spyOn(account.iam, 'send');
    const actions = () =>
      asked.mock.calls.map(([{ constructor }]) => constructor.name);
    const WHOLE = 'GetAccountAuthorizationDetailsCommand';
    const use = await ask('plan-1');
    expect(actions()).toContain('GetUserCommand');
    expect(actions()).not.toContain(WHOLE);
    expect(actions()).not.toContain('ListUsersCommand');
    asked.mockClear();

    const takeBack = await policyOf('irsa-portal', 'Deny', 'iam:GetUser');
    try {
      const other = await ask('plan-1');
      expect(actions()).toContain(WHOLE);
      expect([other.user, other.role, s3In(other)?.verdict]).toEqual([
        use.user,
        use.role,
        s3In(use)?.verdict,
      ]);
    } finally {
      await takeBack();
      asked.mockRestore();
    }
  });

  it.each([
    'iam:GenerateServiceLastAccessedDetails',
    'iam:GetServiceLastAccessedDetails',
  ])('names the right that is missing: %s', async action => {
    const takeBack = await policyOf('irsa-portal', 'Deny', action);
    try {
      await expect(ask()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining(action),
      });
    } finally {
      await takeBack();
    }
    // The failure is not kept.
    expect(s3In(await ask())).toBeDefined();
  });

  it('is told to owners only, and not of a plan of another service', async () => {
    await expect(
      previews.usedServices(ID, undefined, of('user:default/other')),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(ask('gone')).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('is refused in words where it is not known whose key it is', async () => {
    const unknown = DefaultPreviewService.create({
      ...world,
      inventory: {
        ...world.inventory,
        get: async ref => ({
          ...(await world.inventory.get(ref)),
          ownerRef: OWNER,
          keys: [],
        }),
      },
      migrations: await world.service(),
    });
    await expect(
      unknown.usedServices(ID, undefined, GUEST),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('not known whose key'),
    });
  });
});
