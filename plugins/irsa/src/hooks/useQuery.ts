import {
  DependencyList,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { IrsaError } from '../api';
import { shareEqual } from './shareEqual';

export interface Query<T> {
  data?: T;
  error?: IrsaError;
  /** Nothing to show yet. */
  isPending: boolean;
  /** What is shown belongs to an earlier question. */
  isStale: boolean;
  /** The last read in the background failed: what is shown may have changed since. */
  isBehind: boolean;
  reload: () => void;
  /**
   * Reads again in the background; what is shown stays when that fails, unless the answer says that it is gone or
   * not for this user any more.
   */
  refresh: () => void;
}

interface State<T> {
  data?: T;
  error?: IrsaError;
  isBehind?: boolean;
}

/** HTTP statuses after which what is shown is wrong, not only old. */
const final = [403, 404];

/** Reads from the backend; keeps the last answer on screen while the next one loads. */
export function useQuery<T>(
  load: (signal: AbortSignal) => Promise<T>,
  dependencies: DependencyList,
): Query<T> {
  const [state, setState] = useState<State<T>>({});
  const [reading, setReading] = useState<'loud' | 'quiet' | undefined>('loud');
  const [round, setRound] = useState({ count: 0, isQuiet: false });
  /** The question of the last read, whether it still runs, and whether another read was requested meanwhile. */
  const last = useRef({
    asked: dependencies,
    isRunning: false,
    isWished: false,
  });

  useEffect(() => {
    const controller = new AbortController();
    // A new question shows that it loads, even after reads in the background.
    const isSame = dependencies.every((each, index) =>
      Object.is(each, last.current.asked[index]),
    );
    const isQuiet = round.isQuiet && isSame;
    last.current = { asked: dependencies, isRunning: true, isWished: false };
    setReading(isQuiet ? 'quiet' : 'loud');
    const finish = (change: (old: State<T>) => State<T>) => {
      if (controller.signal.aborted) {
        return;
      }
      setState(change);
      setReading(undefined);
      const { isWished } = last.current;
      last.current.isRunning = false;
      if (isWished) {
        setRound(old => ({ count: old.count + 1, isQuiet: true }));
      }
    };
    load(controller.signal).then(
      data => finish(old => ({ data: shareEqual(old.data, data) })),
      cause => {
        const error = IrsaError.from(cause);
        finish(old =>
          isQuiet && old.data && !final.includes(error.status)
            ? { ...old, isBehind: true }
            : { data: old.data, error },
        );
      },
    );
    return () => controller.abort();
    // The caller names what the question depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [...dependencies, round]);

  const reload = useCallback(
    () => setRound(old => ({ count: old.count + 1, isQuiet: false })),
    [],
  );
  const refresh = useCallback(() => {
    // Otherwise a fleet that changes all the time would never be read to the end.
    if (last.current.isRunning) {
      last.current.isWished = true;
    } else {
      setRound(old => ({ count: old.count + 1, isQuiet: true }));
    }
  }, []);
  return {
    data: state.data,
    error: state.error,
    isPending: reading !== undefined && !state.data && !state.error,
    isStale: reading === 'loud' && Boolean(state.data),
    isBehind: Boolean(state.isBehind),
    reload,
    refresh,
  };
}
