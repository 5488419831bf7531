import { LoggerService } from '@backstage/backend-plugin-api';
import { MigrationWorker } from './engine/MigrationWorker';
import { MigrationRecord } from './model/records';
import { MigrationStore } from './store/MigrationStore';

/** A promise, and what fulfils it. */
function later() {
  let fulfil = () => {};
  const promise = new Promise<void>(resolve => {
    fulfil = resolve;
  });
  return { promise, fulfil: () => fulfil() };
}

describe('a migration that was paused and is claimed again at once', () => {
  it('is waited for when the process stops, though its last turn ended meanwhile', async () => {
    const released = later();
    const [firstEnds, secondBegan, secondEnds] = [later(), later(), later()];
    const claims = ['first', 'second'];
    const happened: string[] = [];
    const worker = new MigrationWorker({
      store: {
        claims: {
          next: async () => {
            const claim = claims.shift();
            return (
              claim &&
              ({ id: 'm', claim, state: {} } as unknown as MigrationRecord)
            );
          },
          heartbeat: async () => 'running',
          release: async (_: string, claim: string) => {
            if (claim === 'first') {
              worker.wake();
              await released.promise;
              firstEnds.fulfil();
            }
          },
        },
      } as unknown as MigrationStore,
      runner: {
        run: async ({ claim }) => {
          if (claim === 'first') {
            // Its pause is over by the time that the worker lets go of it.
            return 0;
          }
          secondBegan.fulfil();
          await secondEnds.promise;
          happened.push('ended');
          return undefined;
        },
      },
      logger: { warn() {} } as unknown as LoggerService,
      concurrency: 2,
      staleAfterMs: 60_000,
      longestPauseMs: 60_000,
      speed: 1,
      stopMs: 60_000,
    });
    worker.start();
    await secondBegan.promise;
    released.fulfil();
    await firstEnds.promise;
    // What follows the release, and what follows a stop that waits for nothing, take a turn each.
    await new Promise(setImmediate);
    const stopped = worker.stop().then(() => happened.push('stopped'));
    await new Promise(setImmediate);
    secondEnds.fulfil();
    await stopped;
    expect(happened).toEqual(['ended', 'stopped']);
  });
});
