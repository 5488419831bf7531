import { useSyncExternalStore } from 'react';

/** Below this width (px, the `sm` breakpoint of Backstage UI) tables become lists. */
const QUERY = '(max-width: 767px)';

function subscribe(onChange: () => void) {
  const list = window.matchMedia?.(QUERY);
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia?.(QUERY)?.matches ?? false,
  );
}
