import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { Migration } from 'backstage-plugin-irsa-common';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { readRole } from '../accounts/iam';
import { applyCode } from './__testUtils__/model/targets';
import { BY, inStatus, startPlan } from './__testUtils__/starting';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

onOneDatabase('a soak on a role that code makes', open => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let id: string;

  beforeAll(async () => {
    world = await WalkthroughWorld.start(await open());
    await world.makePlan({ awsHalf: 'code' });
    await world.healthy();
    await applyCode(world);
    service = await world.service();
    service.startWorker();
    ({ id } = await startPlan(service));
    const { status, statusReason } = await inStatus(
      service,
      id,
      'soaking',
      'needsHuman',
      'failed',
    );
    if (status !== 'soaking') {
      throw new Error(`${status}: ${statusReason}`);
    }
  });

  afterAll(() => world?.close());

  const roleName = () => world.execution.role.name;

  async function look(): Promise<Migration['soak']> {
    await service.watchSoaks();
    return (await service.get(id)).soak;
  }

  /** What does not hold, and whether the clock of the soak stands. */
  async function state(): Promise<string[]> {
    const soak = await look();
    const broken =
      soak?.footing?.facts.filter(each => each.state !== 'holds') ?? [];
    expect(soak?.brokenSince !== undefined).toBe(broken.length > 0);
    return broken.map(each => `${each.state} ${each.object}`);
  }

  const write = (command: object) => world.root.send(command as never);
  const inlineName = async () =>
    (
      await world.root.send(
        new ListRolePoliciesCommand({ RoleName: roleName() }),
      )
    ).PolicyNames![0];
  const allowing = (Action: string, Effect = 'Allow') =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect, Action, Resource: '*' }],
    });

  type Edit = [
    title: string,
    expected: () => string[],
    edit: () => Promise<unknown>,
    back: () => Promise<unknown>,
  ];
  const addInline = (document: string) => () =>
    write(
      new PutRolePolicyCommand({
        RoleName: roleName(),
        PolicyName: 'of-others',
        PolicyDocument: document,
      }),
    );
  const removeInline = () =>
    write(
      new DeleteRolePolicyCommand({
        RoleName: roleName(),
        PolicyName: 'of-others',
      }),
    );
  const rights = () => [`broken Rights of ${roleName()}`];

  const EDITS: Edit[] = [
    [
      'lets another ServiceAccount in, and not this one',
      () => [`broken Trust policy of ${roleName()}`],
      () =>
        write(
          new UpdateAssumeRolePolicyCommand({
            RoleName: roleName(),
            PolicyDocument: world.execution.role.trustDocument.replace(
              'production:test',
              'production:other',
            ),
          }),
        ),
      () => applyCode(world),
    ],
    ['may do more', rights, addInline(allowing('sqs:*')), removeInline],
    [
      'is denied what was planned',
      rights,
      addInline(allowing('s3:GetObject', 'Deny')),
      removeInline,
    ],
    [
      'may do less',
      rights,
      async () =>
        write(
          new PutRolePolicyCommand({
            RoleName: roleName(),
            PolicyName: await inlineName(),
            PolicyDocument: allowing('s3:ListAllMyBuckets'),
          }),
        ),
      () => applyCode(world),
    ],
    [
      'has no boundary',
      () => [`broken Permissions boundary of ${roleName()}`],
      () =>
        write(
          new DeleteRolePermissionsBoundaryCommand({ RoleName: roleName() }),
        ),
      () =>
        write(
          new PutRolePermissionsBoundaryCommand({
            RoleName: roleName(),
            PermissionsBoundary: world.execution.role.boundaryArn,
          }),
        ),
    ],
  ];

  it.each(EDITS)(
    'is broken while the role %s',
    async (_, expected, edit, back) => {
      expect(await state()).toEqual([]);
      await edit();
      expect(await state()).toEqual(expected());
      await expect(
        service.retire(id, { act: 'deactivate-key', reason: 'a try' }, BY),
      ).rejects.toThrow();
      await back();
      expect(await state()).toEqual([]);
    },
  );

  it('does not depend on its tags, which are up to the code', async () => {
    const { tags } = (await readRole(world.root, roleName()))!;
    await write(
      new UntagRoleCommand({
        RoleName: roleName(),
        TagKeys: Object.keys(tags).filter(key => !key.startsWith('aws:')),
      }),
    );
    await write(
      new TagRoleCommand({
        RoleName: roleName(),
        Tags: [{ Key: 'owner', Value: 'others' }],
      }),
    );
    expect(await state()).toEqual([]);
  });

  it('is broken when the code takes the role away, also when another of that name comes', async () => {
    const RoleName = roleName();
    const PolicyName = await inlineName();
    await write(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    await write(new DeleteRoleCommand({ RoleName }));
    expect(await state()).toEqual([`broken IAM role ${RoleName}`]);
    const soak = await look();
    expect(soak?.footing?.facts).toContainEqual(
      expect.objectContaining({ message: 'It does not exist any more.' }),
    );
    await write(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: world.execution.role.trustDocument,
      }),
    );
    expect(await state()).toEqual([`broken IAM role ${RoleName}`]);
    await write(new DeleteRoleCommand({ RoleName }));
    await applyCode(world);
    expect(await state()).toEqual([]);
  });
});
