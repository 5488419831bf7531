import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { AwsForm } from 'backstage-plugin-irsa-common';
import { makeFromCode } from '../__testUtils__/makeFromCode';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from './__testUtils__/PlanBench';
import { PLAN_TAG } from './planHash';
import { PlanExecution } from './types';
import { awsCodeOf } from './words/awsCode';

onOneDatabase('A plan as code', open => {
  let bench: PlanBench;
  let execution: PlanExecution;
  let key: Awaited<ReturnType<PlanBench['user']>>;

  beforeAll(async () => {
    bench = await PlanBench.start(await open(), { readLevel: 2 });
    key = await bench.user('coded');
    await bench.apply(...keyedDeployment({ namespace: 'coded' }, key));
    const { id } = await bench.plan('coded');
    execution = (await bench.plans.get(id)).execution!;
  });

  afterAll(async () => {
    await bench?.close();
  });

  it('has the role of the plan, with its trust, rights and tags', () => {
    const { files } = awsCodeOf(execution, 'cdk');
    const { Resources } = JSON.parse(files.at(-1)!.content);
    const { role, policy, tags } = execution;

    expect(Resources.Role.Properties).toEqual({
      RoleName: role.name,
      Path: role.path,
      MaxSessionDuration: role.maxSessionDuration,
      AssumeRolePolicyDocument: JSON.parse(role.trustDocument),
      Policies: [
        {
          PolicyName: policy.name,
          PolicyDocument: JSON.parse(policy.document),
        },
      ],
      Tags: Object.entries(tags)
        .filter(([name]) => name !== PLAN_TAG)
        .map(([Key, Value]) => ({ Key, Value })),
    });
  });

  it.each<AwsForm>(['terraform', 'cloudformation', 'cdk', 'ack', 'crossplane'])(
    'names the role for %s',
    form => {
      const { files, apply, problem } = awsCodeOf(execution, form);

      expect(files.at(-1)!.content).toContain(execution.role.name);
      expect(apply).toMatch(/^Whoever /);
      expect(problem).toBeUndefined();
    },
  );

  it.each<['ack' | 'cdk', 'code' | 'engine', RegExp]>([
    // Its tags say so.
    ['ack', 'code', /^Role \S+ is there\. Code makes it: /],
    ['cdk', 'engine', /^Role \S+ was made by the portal .* is used again\.$/],
  ])(
    'is used again by a new plan where %s made it',
    async (form, madeBy, message) => {
      const name = `made-by-${form}`;
      await bench.apply(...keyedDeployment({ namespace: name }, key));
      const first = await bench.plans.get((await bench.plan(name)).id);
      await makeFromCode(bench.iam, awsCodeOf(first.execution!, form));

      const { id, checks, awsHalf } = await bench.plan(name);

      expect(first.plan.awsHalf?.madeBy).toBe('engine');
      expect(awsHalf?.madeBy).toBe(madeBy);
      expect(checks.find(check => check.id === 'role-name')).toMatchObject({
        state: 'passed',
        message: expect.stringMatching(message),
      });
      const { execution: second } = await bench.plans.get(id);
      expect(awsCodeOf(second!, form)).toEqual(
        awsCodeOf(first.execution!, form),
      );
    },
  );

  it('does not hand out what the portal would not make', async () => {
    await bench.iam.send(
      new PutUserPolicyCommand({
        UserName: 'coded',
        PolicyName: 'all',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        }),
      }),
    );
    await bench.apply(...keyedDeployment({ namespace: 'too-much' }, key));
    const { plan, execution: all } = await bench.plans.get(
      (
        await bench.plan('too-much')
      ).id,
    );

    expect(awsCodeOf(all!, 'terraform', plan.checks)).toEqual({
      form: 'terraform',
      files: [],
      left: [],
      problem: expect.stringMatching(
        /^Nothing is written: coded may do everything .* make a new plan\.$/,
      ),
    });
  });

  it('says why eksctl cannot make a role with a path', () => {
    expect(awsCodeOf(execution, 'eksctl')).toEqual({
      form: 'eksctl',
      files: [],
      left: [],
      problem: expect.stringContaining(
        `the planned one has the path ${execution.role.path}`,
      ),
    });
  });
});
