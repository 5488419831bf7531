import { useEffect, useState } from 'react';

/** A shorter wait (ms) shows no sign of loading. */
const PATIENCE = 300;

/** Whether this has been on screen for a while. */
export function useDelayed(): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return isLate;
}
