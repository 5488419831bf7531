import { ReplicaCall } from '../world/Replica';
import { inWords, Point } from './Point';
import { pointsOf, sampleOf } from './pointsOf';

const call = (
  words: string,
  when: 'before' | 'after' = 'before',
  nth = 1,
  isInTransaction = false,
): ReplicaCall => ({ place: { call: words, nth, when }, isInTransaction });

const wordsOf = (points: Point[]) =>
  points.map(({ signal, place }) => `${signal} ${place.when} ${place.call}`);

describe('points', () => {
  it('are the places that every undisturbed run met', () => {
    const [both, only] = [call('iam CreateRole'), call('iam CreatePolicy')];
    expect(
      wordsOf(pointsOf('forward', 'sqlite', [[both, only], [both]])),
    ).toEqual([
      'SIGKILL before iam CreateRole',
      'SIGSTOP before iam CreateRole',
    ]);
  });

  it('end a process in a transaction, and stop none there', () => {
    const run = [call('insert migration_locks', 'after', 1, true)];
    expect(wordsOf(pointsOf('forward', 'sqlite', [run]))).toEqual([
      'SIGKILL after insert migration_locks',
    ]);
  });

  it('leave out what says the same again', () => {
    const run = [
      call('kubernetes GET /api/v1/namespaces/a/secrets/b'),
      call('kubernetes GET /api/v1/namespaces/a/pods', 'after'),
      call('iam AttachRolePolicy', 'after', 9),
      call(
        'kubernetes POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      ),
    ];
    expect(pointsOf('forward', 'sqlite', [run])).toEqual([]);
  });
});

describe('the sample', () => {
  const points = (['sqlite', 'postgres'] as const).flatMap(database =>
    pointsOf('forward', database, [
      Array.from({ length: 20 }, (_, at) => call(`iam Act${at}`)),
    ]),
  );

  it('is spread evenly over databases and signals', () => {
    const groups = sampleOf(points, 8).map(
      ({ database, signal }) => `${database} ${signal}`,
    );
    expect(groups.sort()).toEqual([
      'postgres SIGKILL',
      'postgres SIGKILL',
      'postgres SIGSTOP',
      'postgres SIGSTOP',
      'sqlite SIGKILL',
      'sqlite SIGKILL',
      'sqlite SIGSTOP',
      'sqlite SIGSTOP',
    ]);
  });

  it('has each way on each database before it has one of them twice', () => {
    const ways = ['forward', 'skip', 'merge', 'close'];
    const all = ways.flatMap(way =>
      (['sqlite', 'postgres'] as const).flatMap(database =>
        pointsOf(way, database, [[call('iam Act1'), call('iam Act2')]]),
      ),
    );
    const chosen = sampleOf(all, 2 * ways.length);
    expect(
      new Set(chosen.map(({ way, database }) => `${way} ${database}`)).size,
    ).toBe(2 * ways.length);
    expect(new Set(chosen.map(({ signal }) => signal)).size).toBe(2);
  });

  it('stays the same when points before it come and go', () => {
    const chosen = sampleOf(points, 8).map(inWords);
    const fewer = points.filter(
      point =>
        chosen.includes(inWords(point)) || point.place.call !== 'iam Act3',
    );
    expect(
      sampleOf([...fewer].reverse(), 8)
        .map(inWords)
        .sort(),
    ).toEqual(chosen.sort());
  });

  it('is everything when there is no more', () => {
    expect(sampleOf(points, 1_000)).toHaveLength(points.length);
  });
});
