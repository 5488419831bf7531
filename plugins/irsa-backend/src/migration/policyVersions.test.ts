import { CreatePolicyVersionCommand } from '@aws-sdk/client-iam';
import { MIGRATION_TAG } from '../accounts/iam';
import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { StepContext } from './model/Step';
import { ensurePolicy } from './steps/ensurePolicy';

const EXECUTION = walkthroughExecution(
  'https://oidc.example.com/a',
  undefined,
  0,
);
const OTHER = '{"Version":"2012-10-17","Statement":[]}';
/** IAM keeps five versions of a policy. */
const MOST = 5;

/** A policy of IAM with this many versions, of which the last is in force. */
class Policy {
  versions: { id: string; document: string }[];

  constructor(count: number) {
    this.versions = Array.from({ length: count }, (_, at) => ({
      id: `v${at + 1}`,
      document: OTHER,
    }));
  }

  readonly send = async (command: {
    constructor: { name: string };
    input: { VersionId?: string; PolicyDocument?: string };
  }): Promise<unknown> => {
    const latest = this.versions.at(-1)!;
    const { VersionId, PolicyDocument } = command.input;
    switch (command.constructor.name) {
      case 'GetPolicyCommand':
        return { Policy: { DefaultVersionId: latest.id, AttachmentCount: 1 } };
      case 'GetPolicyVersionCommand':
        return { PolicyVersion: { Document: latest.document } };
      case 'ListPolicyTagsCommand':
        return {
          Tags: Object.entries({
            ...EXECUTION.tags,
            [MIGRATION_TAG]: 'm1',
          }).map(([Key, Value]) => ({ Key, Value })),
        };
      case 'ListPolicyVersionsCommand':
        return {
          Versions: this.versions.map(({ id }, at) => ({
            VersionId: id,
            IsDefaultVersion: id === latest.id,
            CreateDate: new Date(at),
          })),
        };
      case 'DeletePolicyVersionCommand':
        this.versions = this.versions.filter(({ id }) => id !== VersionId);
        return {};
      case 'CreatePolicyVersionCommand':
        if (this.versions.length === MOST) {
          throw Object.assign(new Error('full'), { name: 'LimitExceeded' });
        }
        this.versions.push({
          id: `v${Number(latest.id.slice(1)) + 1}`,
          document: PolicyDocument!,
        });
        return {};
      default:
        return {};
    }
  };
}

function contextOf(
  send: Policy['send'],
  others: Partial<StepContext> = {},
): StepContext {
  const memory = {};
  return {
    migrationId: 'm1',
    execution: EXECUTION,
    account: { iam: { send } },
    memory,
    remember: async (changes: object) => void Object.assign(memory, changes),
    read: (act: () => Promise<unknown>) => act(),
    // As the engine: what had no answer is asked once more.
    call: (_: unknown, act: () => Promise<unknown>) =>
      act().catch((error: Error) =>
        error.message === 'no answer' ? act() : Promise.reject(error),
      ),
    ...others,
  } as unknown as StepContext;
}

describe.each([4, 5])('a policy with %i versions', count => {
  it.each(['the engine', 'the SDK'])(
    'gets one more, also when the answer is lost and %s repeats the call',
    async who => {
      const policy = new Policy(count);
      let isLost = false;
      const send: Policy['send'] = async command => {
        const answer = await policy.send(command);
        if (command instanceof CreatePolicyVersionCommand && !isLost) {
          isLost = true;
          return who === 'the SDK'
            ? policy.send(command)
            : Promise.reject(new Error('no answer'));
        }
        return answer;
      };
      await expect(ensurePolicy.ensure(contextOf(send))).resolves.toMatchObject(
        { outcome: 'changed' },
      );
      expect(isLost).toBe(true);
      expect(policy.versions).toHaveLength(MOST);
      expect(
        policy.versions.filter(({ document }) => document !== OTHER),
      ).toHaveLength(1);
    },
  );

  it('is refused as before when it is full of versions of others', async () => {
    const policy = new Policy(count);
    const send: Policy['send'] = async command => {
      if (command instanceof CreatePolicyVersionCommand) {
        throw Object.assign(new Error('full'), { name: 'LimitExceeded' });
      }
      return policy.send(command);
    };
    await expect(ensurePolicy.ensure(contextOf(send))).rejects.toThrow('full');
  });
});

describe('a policy of an earlier migration, days after the plan was compared', () => {
  const { name } = EXECUTION.policy;
  const write = (moved: string[]) => {
    const policy = new Policy(1);
    const later = contextOf(policy.send, {
      migrationId: 'm2',
      drift: async () =>
        moved.map(object => ({ object, before: 'a', after: 'b' })),
    });
    return { policy, done: ensurePolicy.ensure(later) };
  };

  it('is left alone when somebody has changed it meanwhile', async () => {
    const { policy, done } = write([`Policy ${name}`]);
    await expect(done).rejects.toThrow(
      /was changed by someone else since the plan was made, and is left alone/,
    );
    expect(policy.versions).toHaveLength(1);
  });

  it('is brought to the document of the plan when it is as it was', async () => {
    const { policy, done } = write(['Role of-others']);
    await expect(done).resolves.toMatchObject({ outcome: 'changed' });
    expect(policy.versions).toHaveLength(2);
  });
});
