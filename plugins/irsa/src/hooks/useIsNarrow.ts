import { useSyncExternalStore } from 'react';

/** Below this width (px, the `sm` breakpoint of Backstage UI) tables become lists. */
const query = '(max-width: 767px)';

function subscribe(onChange: () => void) {
  const list = window.matchMedia?.(query);
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia?.(query)?.matches ?? false,
  );
}
