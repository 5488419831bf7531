import { useEffect, useState } from 'react';

/** Waits that are shorter need no sign, ms. */
const patience = 300;

/** Whether this has been on screen for a while. */
export function useDelayed(): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return isLate;
}
