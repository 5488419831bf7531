import { FleetContext } from '../scan/fleetContext';
import { HeldContext } from './HeldContext';
import { NewKeys } from './NewKeys';

const ref = (name: string) => ({
  cluster: 'c',
  namespace: 'shop',
  kind: 'Deployment',
  name,
});

function world() {
  const readings: (() => void)[] = [];
  const held = new HeldContext(
    () =>
      new Promise<FleetContext>(resolve => {
        readings.push(() => resolve({} as FleetContext));
      }),
    1_000_000,
  );
  const looks: string[][] = [];
  const keys = new NewKeys(held);
  const note = (since: FleetContext, ...names: string[]) =>
    keys.lookAgain('c', since, names.map(ref), async (_, workloads) =>
      looks.push(workloads.map(({ name }) => name)),
    );
  const first = async () => {
    const context = held.get();
    readings[0]();
    return context;
  };
  return { readings, note, looks, first };
}

describe('workloads whose keys no account has', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are looked at again once and together, after the accounts were read again', async () => {
    const { readings, note, looks, first } = world();
    const context = await first();
    jest.advanceTimersByTime(60_001);
    const looked = note(context, 'a', 'b');
    await Promise.all([note(context, 'b', 'c'), note(context, 'd')]);
    expect(looks).toEqual([]);
    readings[1]();
    await looked;
    expect(looks).toEqual([['a', 'b', 'c', 'd']]);
    expect(readings).toHaveLength(2);
  });

  it('are not looked at while nothing newer is known', async () => {
    const { readings, note, looks, first } = world();
    const context = await first();
    await note(context, 'a');
    await note(context);
    expect(looks).toEqual([]);
    expect(readings).toHaveLength(1);
  });

  it('are looked at in what another has read meanwhile', async () => {
    const { readings, note, looks, first } = world();
    const context = await first();
    jest.advanceTimersByTime(60_001);
    const looked = note(context, 'a');
    readings[1]();
    await looked;
    await note(context, 'b');
    expect(looks).toEqual([['a'], ['b']]);
  });
});
