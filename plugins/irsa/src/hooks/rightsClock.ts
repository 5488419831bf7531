/** How long a page that stays open may show a button that the user's rights no longer match, ms. */
export const RIGHTS_INTERVAL = 60_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Asks for all rights of the open pages anew, in one go, so that they are one request. */
export function askRightsAnew(): void {
  listeners.forEach(listener => listener());
}

/** Calls back whenever rights should be asked for anew: each minute, and when the backend has refused an act. */
export function onRightsDue(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    // Nobody looks; coming back asks by itself.
    if (!document.hidden) {
      askRightsAnew();
    }
  }, RIGHTS_INTERVAL);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
