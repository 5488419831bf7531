import { Breather } from './Breather';
import { forEachLimited } from './forEachLimited';

/** So long a piece of work takes, in milliseconds. */
const PIECE_MS = 8;

/** Works without letting others go on, for as much processor time as that. */
function work(): void {
  const before = process.cpuUsage();
  let used = 0;
  while (used < PIECE_MS * 1000) {
    const { user, system } = process.cpuUsage(before);
    used = user + system;
  }
}

it('gives others their turn after a few pieces of work, also of work that is done side by side', async () => {
  const breather = new Breather();
  let inTurn = 0;
  let most = 0;
  let isDone = false;
  const watch = () => {
    inTurn = 0;
    if (!isDone) {
      setImmediate(watch);
    }
  };
  setImmediate(watch);
  await forEachLimited(Array.from({ length: 40 }), 8, () =>
    breather.inTurn(() => {
      work();
      inTurn += 1;
      most = Math.max(most, inTurn);
    }),
  );
  isDone = true;
  // Two take 15 ms, and those that have waited for a turn do not all begin in it.
  expect(most).toBeLessThan(5);
});
