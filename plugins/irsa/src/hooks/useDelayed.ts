import { useEffect, useState } from 'react';

/** Waits that are shorter need no sign, ms. */
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
