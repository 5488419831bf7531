import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import { irsaSignals } from 'backstage-plugin-irsa-common';

/**
 * ms. `usual`: without signals, or when one was lost; `behind`: while the backend does not answer; `apart`: between
 * two signals that are heeded, since a scan of a large fleet sends them all the time.
 */
export const freshnessIntervals = { usual: 10_000, behind: 3000, apart: 1000 };

/**
 * Reads again when the inventory has changed, in a visible tab only: within a second of a signal, and every ten
 * seconds whatever the signals do.
 *
 * @param isBehind - the last try failed; then every three seconds
 */
export function useFreshness(reload: () => void, isBehind = false): void {
  const latest = useRef(reload);
  latest.current = reload;
  const heededAt = useRef(0);
  const { lastSignal } = useSignal(irsaSignals.inventory);
  useEffect(() => {
    if (!lastSignal) {
      return undefined;
    }
    // The last signal is never lost: a read that waits is replaced by the next one.
    const timer = setTimeout(() => {
      heededAt.current = Date.now();
      if (!document.hidden) {
        latest.current();
      }
    }, Math.max(0, heededAt.current + freshnessIntervals.apart - Date.now()));
    return () => clearTimeout(timer);
  }, [lastSignal]);
  useEffect(() => {
    const again = () => {
      if (!document.hidden) {
        latest.current();
      }
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
