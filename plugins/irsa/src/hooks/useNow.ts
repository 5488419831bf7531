import { useEffect, useState } from 'react';

/** The time now in milliseconds, moving every `everyMs` while `isActive`. */
export function useNow(everyMs = 1000, isActive = true): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isActive) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isActive]);
  return now;
}
