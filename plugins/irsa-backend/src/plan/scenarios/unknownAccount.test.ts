import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { keyedDeployment, PlanBench } from '../__testUtils__/PlanBench';

/** Ids as AWS makes them: one that names its account, and one from before ids did. */
const FOREIGN = {
  id: `${'AKIA'}${'QNZGKIQY56JQ7WML'}`,
  account: '029608264753',
};
const OLD = `${'AKIA'}${'IOSFODNN7TRIANGL'}`;
const SECRET = 'not-a-real-secret-of-anybody-0123456789a';

onOneDatabase(
  'A plan for the key of an account that is not connected',
  open => {
    let bench: PlanBench;

    beforeAll(async () => {
      // Two accounts and no account of the cluster: an old id does not tell whose it is.
      bench = await PlanBench.start(
        await open(),
        {},
        [],
        undefined,
        undefined,
        { accountId: undefined },
        {
          accountId: '444455556666',
          accessKeyId: `${'AKIA'}${'IOSFODNN7TRIANGM'}`,
          secretAccessKey: SECRET,
        },
      );
      await bench.apply(
        ...keyedDeployment(
          { namespace: 'foreign' },
          { id: FOREIGN.id, secret: SECRET },
        ),
        ...keyedDeployment({ namespace: 'old' }, { id: OLD, secret: SECRET }),
      );
    });

    afterAll(async () => {
      await bench?.close();
    });

    it('is blocked, names the account and the ways out, and shows what the cluster tells', async () => {
      const plan = await bench.plan('foreign');
      expect(plan.status).toBe('blocked');
      expect(plan.target.accountId).toBe(FOREIGN.account);
      const [check] = plan.checks.filter(({ id }) => id === 'access-key');
      expect(check).toMatchObject({
        state: 'blocked',
        params: { accountId: FOREIGN.account, keyLast4: '7WML' },
        message: expect.stringContaining(`AWS account ${FOREIGN.account}`),
        fix: expect.stringMatching(/aws\.accounts.*partner.*another store/s),
      });
      const states = new Map(plan.checks.map(({ id, state }) => [id, state]));
      expect(states.get('shared-service-account')).toBe('passed');
      expect(states.get('role-name')).toBe('notChecked');
      expect(states.get('policy')).toBe('notChecked');
      expect([plan.sentences, plan.diffs, plan.commands]).toEqual([
        [],
        [],
        undefined,
      ]);
      const { execution } = await bench.plans.get(plan.id);
      expect(execution).toBeUndefined();
    });

    it('is blocked when nothing tells which account it is', async () => {
      const plan = await bench.plan('old');
      expect(plan.status).toBe('blocked');
      expect(plan.target.accountId).toBe('');
      expect(plan.checks.find(({ id }) => id === 'access-key')).toMatchObject({
        state: 'blocked',
        message: expect.stringContaining('ANGL'),
        fix: expect.stringContaining('aws.accounts'),
      });
    });

    it('says that the account is gone when a plan was made before', async () => {
      const key = await bench.user('before');
      await bench.apply(...keyedDeployment({ namespace: 'before' }, key));
      const { id } = await bench.plan('before');
      const stored = await bench.plans.get(id);
      const has = jest.spyOn(bench.accounts, 'has').mockReturnValue(false);
      try {
        expect(await bench.plans.drift(stored)).toMatchObject([
          { object: `AWS account ${stored.execution?.accountId}` },
        ]);
      } finally {
        has.mockRestore();
      }
    });
  },
);
