import { Suspense, lazy } from 'react';
import { Skeleton } from '@backstage/ui';
import type { DiffBodyProps } from './DiffBody';

const DiffBody = lazy(() => import('./DiffBody'));

/** The difference of two texts, as YAML lines with + and − in the gutter. */
export function DiffView(props: DiffBodyProps) {
  return (
    <Suspense fallback={<Skeleton width="100%" height={120} />}>
      <DiffBody {...props} />
    </Suspense>
  );
}
