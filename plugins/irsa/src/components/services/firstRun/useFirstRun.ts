import { useCallback, useEffect, useMemo, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';

const KEY = 'hidden';

/** Whether the user has put the first steps away, for good. */
export function useFirstRun(): { isHidden: boolean; hide: () => void } {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket('irsa.firstRun'), [storage]);
  const [isHidden, setIsHidden] = useState(
    () => bucket.snapshot(KEY).value === true,
  );
  useEffect(() => {
    const subscription = bucket
      .observe$<boolean>(KEY)
      .subscribe(({ value }) => setIsHidden(value === true));
    return () => subscription.unsubscribe();
  }, [bucket]);
  const hide = useCallback(() => {
    setIsHidden(true);
    bucket.set(KEY, true);
  }, [bucket]);
  return { isHidden, hide };
}
