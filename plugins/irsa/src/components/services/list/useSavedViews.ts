import { useCallback, useEffect, useMemo, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';

/** A type and not an interface, so that it counts as JSON. */
export type SavedView = {
  name: string;
  /** The query string, without `?`. */
  query: string;
};

const KEY = 'services';
const MOST = 50;

/** What was stored may be of another version of this plugin. */
function readViews(value: unknown): SavedView[] {
  return Array.isArray(value)
    ? value.filter(
        view =>
          typeof view?.name === 'string' && typeof view?.query === 'string',
      )
    : [];
}

/** The user's own views of the list, newest first. */
export function useSavedViews() {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket('irsa.views'), [storage]);
  const [views, setViews] = useState(() =>
    readViews(bucket.snapshot(KEY).value),
  );
  useEffect(() => {
    const subscription = bucket
      .observe$<SavedView[]>(KEY)
      .subscribe(({ value }) => setViews(readViews(value)));
    return () => subscription.unsubscribe();
  }, [bucket]);

  const store = useCallback(
    (next: SavedView[]) => {
      setViews(next);
      bucket.set(KEY, next);
    },
    [bucket],
  );
  const save = (view: SavedView) =>
    store(
      [view, ...views.filter(({ name }) => name !== view.name)].slice(0, MOST),
    );
  const remove = (name: string) =>
    store(views.filter(view => view.name !== name));
  return { views, save, remove };
}
