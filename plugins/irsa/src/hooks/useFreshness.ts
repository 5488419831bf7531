import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import { irsaSignals } from '@internal/plugin-irsa-common';

/** Without signals, or when one was lost. */
const POLL_MS = 10_000;

/**
 * Reads again when the inventory has changed, in a visible tab only: at once after a signal, and every ten seconds
 * whatever the signals do.
 */
export function useFreshness(reload: () => void): void {
  const latest = useRef(reload);
  latest.current = reload;
  const { lastSignal } = useSignal(irsaSignals.inventory);
  useEffect(() => {
    if (lastSignal && !document.hidden) latest.current();
  }, [lastSignal]);
  useEffect(() => {
    const again = () => {
      if (!document.hidden) latest.current();
    };
    const timer = setInterval(again, POLL_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, []);
}
