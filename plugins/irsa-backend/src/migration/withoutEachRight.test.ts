import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findAccessKey } from '../accounts/findAccessKey';
import { HAS_ALL_ROWS } from '../__testUtils__/testSize';
import { PlanExecution } from '../plan/types';
import { byPodIdentity } from './__testUtils__/podIdentityPlan';
import { ACCOUNT } from './__testUtils__/walkthroughPlan';
import { WalkthroughWorld } from './__testUtils__/walkthroughWorld';
import { StepMemory } from './model/records';
import { StepContext } from './model/Step';
import { deactivateKey, deleteKey } from './retire/accessKey';
import { RetireContext } from './retire/RetireContext';
import { ensureAssociation } from './steps/ensureAssociation';
import { ensurePolicy } from './steps/ensurePolicy';
import { ensureProvider } from './steps/ensureProvider';
import { ensureRole } from './steps/ensureRole';

/** The documented actions that change something. */
const GRANTED = ['migrator', 'pod-identity', 'retirer'].flatMap(name => {
  const { Statement } = JSON.parse(
    readFileSync(
      resolve(__dirname, `../../../../docs/manifests/portal-iam-${name}.json`),
      'utf8',
    ),
  ) as { Statement: { Effect: string; Action: string | string[] }[] };
  return Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(
    ({ Action }) => Action,
  );
});

/** A step or an act that needs the right: what has to be so before, and the call that fails without it. */
interface Use {
  before?(context: StepContext): Promise<unknown>;
  act(context: StepContext): Promise<unknown>;
}

const noSnapshot = () => Promise.reject(new Error('not used'));

/** The same objects, as another migration of the workload wants them. */
function later(
  context: StepContext,
  changes: Partial<PlanExecution> = {},
): StepContext {
  return {
    ...context,
    migrationId: `${context.migrationId}-later`,
    memory: context.memory,
    execution: { ...context.execution, ...changes },
  };
}

const narrower = (context: StepContext) =>
  later(context, {
    policy: {
      ...context.execution.policy,
      document: context.execution.policy.document.replace(
        's3:GetObject',
        's3:GetObjectTagging',
      ),
    },
  });
const forOthers = (context: StepContext) =>
  later(context, {
    role: {
      ...context.execution.role,
      trustDocument: context.execution.role.trustDocument.replace(
        'serviceaccount:production:test',
        'serviceaccount:production:other',
      ),
    },
  });
const longer = (context: StepContext) =>
  later(context, {
    role: { ...context.execution.role, maxSessionDuration: 7200 },
  });

const makePolicy = (context: StepContext) => ensurePolicy.ensure(context);
const makeRole = async (context: StepContext) => {
  await ensurePolicy.ensure(context);
  // Each step has a memory of its own.
  Object.assign(context.memory, { creating: undefined });
  await ensureRole.ensure(context);
};
/** The change of the policy that is to be undone, by the migration that made it. */
const changePolicy = async (context: StepContext) => {
  await makePolicy(context);
  Object.assign(context.memory, { creating: undefined });
  await ensurePolicy.ensure(narrower(context));
};
const undoChange = (context: StepContext) =>
  ensurePolicy.undo!(narrower(context));

/** The same workload with a role by EKS Pod Identity, for a ServiceAccount of its own. */
const associated = (context: StepContext): StepContext => {
  const { serviceAccount } = context.execution;
  return {
    ...context,
    memory: context.memory,
    execution: {
      ...context.execution,
      ...byPodIdentity(context.execution),
      serviceAccount: {
        ...serviceAccount,
        action: 'create',
        name: `own-${context.migrationId}`,
      },
    },
  };
};
const makeAssociation = (context: StepContext) =>
  ensureAssociation.ensure(associated(context));

describe('the documented rights to change an account', () => {
  let world: WalkthroughWorld;
  let made = 0;

  beforeAll(async () => {
    world = await WalkthroughWorld.start();
    await world.makePlan();
  });
  afterAll(() => world?.close());

  /** A migration of its own, with objects of its own, as far as steps ask for it. */
  function newContext(): StepContext {
    made += 1;
    const text = JSON.stringify(world.execution).replaceAll(
      world.execution.role.name,
      `irsa-right-${made}`,
    );
    const memory: StepMemory = {};
    return {
      migrationId: `migration-${made}`,
      execution: JSON.parse(text) as PlanExecution,
      cluster: world.cluster,
      account: world.accounts.get(world.execution.accountId),
      config: world.config,
      memory,
      state: { proofs: [] },
      memoryOf: async () => memory,
      setProof: async () => undefined,
      others: async () => [],
      deadline: () => () => true,
      sleep: async () => undefined,
      say: async () => undefined,
      setState: async () => undefined,
      remember: async (changes: StepMemory) =>
        void Object.assign(memory, changes),
      read: <T>(act: () => Promise<T>) => act(),
      drift: async () => [],
      call: <T>(_: unknown, act: () => Promise<T>) => act(),
    } as unknown as StepContext;
  }

  const ofRetirement = (context: StepContext): RetireContext =>
    ({
      ...context,
      step: context,
      isBegun: true,
      by: 'user:default/guest',
      now: world.now,
      record: { execution: context.execution, state: context.state },
      request: { act: 'delete-key', confirm: context.execution.key!.last4 },
    } as unknown as RetireContext);

  const setKey = async (
    context: StepContext,
    Status: 'Active' | 'Inactive',
  ) => {
    const key = context.execution.key!;
    const { id } = (await findAccessKey(
      { accountId: ACCOUNT, iam: world.root, snapshot: noSnapshot },
      key,
    ))!;
    await world.root.send(
      new UpdateAccessKeyCommand({
        UserName: key.userName,
        AccessKeyId: id,
        Status,
      }),
    );
  };

  const provide = async (context: StepContext, clients?: string[]) => {
    const { arn, url } = context.execution.provider;
    await world.root
      .send(
        new DeleteOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: arn,
        }),
      )
      .catch(() => undefined);
    if (clients) {
      await world.root.send(
        new CreateOpenIDConnectProviderCommand({
          Url: url,
          ClientIDList: clients,
        }),
      );
    }
  };

  const USES: Record<string, Use> = {
    'iam:CreateOpenIDConnectProvider': {
      before: context => provide(context),
      act: context => ensureProvider.ensure(context),
    },
    'iam:TagOpenIDConnectProvider': {
      before: context => provide(context),
      act: context => ensureProvider.ensure(context),
    },
    'iam:AddClientIDToOpenIDConnectProvider': {
      before: context => provide(context, ['other']),
      act: context => ensureProvider.ensure(context),
    },
    'iam:CreatePolicy': { act: makePolicy },
    'iam:TagPolicy': {
      before: makePolicy,
      act: context => ensurePolicy.ensure(later(context)),
    },
    'iam:CreatePolicyVersion': {
      before: makePolicy,
      act: context => ensurePolicy.ensure(narrower(context)),
    },
    'iam:SetDefaultPolicyVersion': { before: changePolicy, act: undoChange },
    'iam:DeletePolicyVersion': { before: changePolicy, act: undoChange },
    'iam:DeletePolicy': {
      before: makePolicy,
      act: context => ensurePolicy.undo!(context),
    },
    'iam:CreateRole': { before: makePolicy, act: makeRole },
    'iam:AttachRolePolicy': { before: makePolicy, act: makeRole },
    'iam:TagRole': {
      before: makeRole,
      act: context => ensureRole.ensure(later(context)),
    },
    'iam:UpdateAssumeRolePolicy': {
      before: makeRole,
      act: context => ensureRole.ensure(forOthers(context)),
    },
    'iam:UpdateRole': {
      before: makeRole,
      act: context => ensureRole.ensure(longer(context)),
    },
    'iam:DetachRolePolicy': {
      before: makeRole,
      act: context => ensureRole.undo!(context),
    },
    'iam:DeleteRole': {
      before: makeRole,
      act: context => ensureRole.undo!(context),
    },
    'eks:CreatePodIdentityAssociation': { act: makeAssociation },
    'iam:PassRole': { act: makeAssociation },
    'eks:TagResource': {
      before: makeAssociation,
      act: context => ensureAssociation.ensure(associated(later(context))),
    },
    'eks:DeletePodIdentityAssociation': {
      before: makeAssociation,
      act: context => ensureAssociation.undo!(associated(context)),
    },
    'iam:UpdateAccessKey': {
      before: context => setKey(context, 'Active'),
      act: context => deactivateKey.perform(ofRetirement(context)),
    },
    'iam:DeleteAccessKey': {
      before: context => setKey(context, 'Inactive'),
      act: context => deleteKey.perform(ofRetirement(context)),
    },
  };

  async function without<T>(
    action: string | string[],
    act: () => Promise<T>,
  ): Promise<T> {
    const at = { UserName: 'irsa-portal', PolicyName: 'made-by-the-test' };
    await world.root.send(
      new PutUserPolicyCommand({
        ...at,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }],
        }),
      }),
    );
    try {
      return await act();
    } finally {
      await world.root.send(new DeleteUserPolicyCommand(at));
    }
  }

  it('are each used by a step or an act here', () => {
    expect(Object.keys(USES).sort()).toEqual([...GRANTED].sort());
  });

  it.each(
    Object.entries(USES).filter((_, index) => HAS_ALL_ROWS || index % 6 === 0),
  )(
    'are each needed, the one that is missing is named, and with it the same call succeeds: %s',
    async (action, { before, act }) => {
      const context = newContext();
      await before?.(context);
      await expect(without(action, () => act(context))).rejects.toMatchObject({
        name: expect.stringMatching(/AccessDenied/),
        message: expect.stringContaining(action),
      });
      await act(context);
    },
  );

  it('leave a provider alone while it is not known whether a role trusts it', async () => {
    const context = newContext();
    await provide(context);
    await ensureProvider.ensure(context);
    const said = await without(
      ['iam:GetAccountAuthorizationDetails', 'iam:ListRoles'],
      () => ensureProvider.undo!(context),
    );
    expect(said).toMatch(/stays: not all roles could be read/);
  });
});
