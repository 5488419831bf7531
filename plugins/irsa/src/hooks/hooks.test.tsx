import { act, renderHook } from '@testing-library/react';
import { useDelayed } from './useDelayed';
import { freshnessIntervals, useFreshness } from './useFreshness';
import { useQuery } from './useQuery';

let mockLastSignal: object | null = null;
jest.mock('@backstage/plugin-signals-react', () => ({
  useSignal: () => ({ lastSignal: mockLastSignal }),
}));

describe('waiting', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('needs no sign in the first 300 ms', () => {
    const { result } = renderHook(() => useDelayed());
    act(() => jest.advanceTimersByTime(299));
    expect(result.current).toBe(false);
    act(() => jest.advanceTimersByTime(1));
    expect(result.current).toBe(true);
  });

  it('reads at once after a signal, and once a second while they pour in', () => {
    const reload = jest.fn();
    const { rerender } = renderHook(() => useFreshness(reload));
    const signal = () => {
      mockLastSignal = {};
      rerender();
      jest.advanceTimersByTime(50);
    };
    signal();
    expect(reload).toHaveBeenCalledTimes(1);
    for (let count = 0; count < 30; count += 1) {
      signal();
    }
    expect(reload).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(freshnessIntervals.apart);
    expect(reload).toHaveBeenCalledTimes(3);
    mockLastSignal = null;
  });

  it('reads every ten seconds, and every three while that fails', () => {
    const reload = jest.fn();
    const { rerender } = renderHook(
      ({ isBehind }) => useFreshness(reload, isBehind),
      { initialProps: { isBehind: false } },
    );
    jest.advanceTimersByTime(freshnessIntervals.usual);
    expect(reload).toHaveBeenCalledTimes(1);
    rerender({ isBehind: true });
    jest.advanceTimersByTime(3 * freshnessIntervals.behind);
    expect(reload).toHaveBeenCalledTimes(4);
  });
});

describe('a query', () => {
  it('is not started anew by each wish to refresh, and heeds the last one', async () => {
    const answers: ((value: string) => void)[] = [];
    const load = jest.fn(
      () => new Promise<string>(resolve => answers.push(resolve)),
    );
    const { result } = renderHook(() => useQuery(load, []));
    act(() => result.current.refresh());
    act(() => result.current.refresh());
    expect(load).toHaveBeenCalledTimes(1);
    await act(async () => answers[0]('first'));
    expect(result.current.data).toBe('first');
    expect(load).toHaveBeenCalledTimes(2);
    await act(async () => answers[1]('second'));
    expect(result.current.data).toBe('second');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('shows a new question as such, after a refresh too', async () => {
    const answers: ((value: string) => void)[] = [];
    const load = () => new Promise<string>(resolve => answers.push(resolve));
    const { result, rerender } = renderHook(
      ({ question }) => useQuery(load, [question]),
      { initialProps: { question: 'a' } },
    );
    await act(async () => answers[0]('a'));
    act(() => result.current.refresh());
    expect(result.current.isStale).toBe(false);
    await act(async () => answers[1]('a'));
    rerender({ question: 'b' });
    expect(result.current.isStale).toBe(true);
  });
});
