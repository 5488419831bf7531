import { HAS_ALL_ROWS, IS_WHOLE } from '../../../__testUtils__/testSize';
import {
  changeOf,
  commitsOf,
  ContractHost,
  failureOf,
  rarerOn,
  startContract,
} from './contractWorld';

/** Which calls of one proposal are cut: each takes git a second on a busy machine, for each of three hosts. */
const everyNth = () => {
  if (IS_WHOLE) {
    return 1;
  }
  return HAS_ALL_ROWS ? 4 : 12;
};
const EVERY = everyNth();
/** Milliseconds. All calls, on a busy machine, took more than four minutes. */
const LIMIT = 900_000;

/** Cuts a proposal at its calls, and lets it go on. */
// eslint-disable-next-line jest/no-export
export function itGoesOnAfterLostAnswers(host: ContractHost): void {
  it(
    `a proposal goes on where it was, whichever answer gets lost${rarerOn(
      host,
    )}`,
    async () => {
      const world = await startContract(host);
      try {
        const { git, repository, people } = world;
        const change = await changeOf(world);
        await repository.propose(change);
        // What a host tells of itself may be asked for once only.
        const before = git.host.calls.length;
        await repository.propose({
          ...change,
          marker: 'second',
          branch: 'irsa/second',
        });
        const calls = git.host.calls.length - before;
        expect(calls).toBeGreaterThan(10);
        for (const kind of ['lostAnswer', 'drop'] as const) {
          for (
            let after = kind === 'drop' && !HAS_ALL_ROWS ? 3 : 0;
            after < calls;
            after += EVERY
          ) {
            const marker = `crash-${kind.toLowerCase()}-${after}`;
            const branch = `irsa/${marker}`;
            const wish = { ...change, marker, branch };
            git.host.faults.add({ kind, after });
            const error = await failureOf(repository.propose(wish));
            expect(error.kind).toBe('unreachable');
            git.host.faults.clear();
            expect(await repository.propose(wish)).toMatchObject({
              state: 'open',
            });
            expect(await commitsOf(world, branch)).toHaveLength(1);
            expect(
              people.requests.filter(each => each.branch === branch),
            ).toMatchObject([{ labels: ['irsa'], reviewers: ['ingrid'] }]);
          }
        }
      } finally {
        await world.git.close();
      }
    },
    LIMIT,
  );
}
