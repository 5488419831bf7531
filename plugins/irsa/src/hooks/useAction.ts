import { useCallback, useRef, useState } from 'react';
import { IrsaError } from '../api';
import { askRightsAnew } from './rightsClock';

export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<void>;
  isPending: boolean;
  error?: IrsaError;
  clearError: () => void;
}

/** A call that changes something: one at a time, with its pending state and its error. */
export function useAction<A extends unknown[]>(
  call: (...args: A) => Promise<void>,
): Action<A> {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<IrsaError>();
  const busy = useRef(false);
  const latest = useRef(call);
  latest.current = call;

  const run = useCallback(async (...args: A) => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    setIsPending(true);
    setError(undefined);
    try {
      await latest.current(...args);
    } catch (cause) {
      const refusal = IrsaError.from(cause);
      setError(refusal);
      if (refusal.status === 403) {
        // The button was there for rights of before.
        askRightsAnew();
      }
    } finally {
      busy.current = false;
      setIsPending(false);
    }
  }, []);

  return { run, isPending, error, clearError: () => setError(undefined) };
}
