import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import { irsaSignals } from '@internal/plugin-irsa-common';

/** ms. Without signals, or when one was lost; and while the backend does not answer. */
export const freshnessIntervals = { usual: 10_000, behind: 3000 };

/**
 * Reads again when the inventory has changed, in a visible tab only: at once after a signal, and every ten seconds
 * whatever the signals do.
 *
 * @param isBehind - the last try failed; then every three seconds
 */
export function useFreshness(reload: () => void, isBehind = false): void {
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
    const timer = setInterval(
      again,
      isBehind ? freshnessIntervals.behind : freshnessIntervals.usual,
    );
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [isBehind]);
}
