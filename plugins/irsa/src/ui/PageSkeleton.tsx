import { Flex, Skeleton } from '@backstage/ui';
import { useT } from '../hooks';

/** A page that is not there yet. */
export function PageSkeleton() {
  const t = useT();
  return (
    <div role="status" aria-busy="true" aria-label={t('loading')}>
      <Flex direction="column" gap="4" p="4">
        <Skeleton width="40%" height={32} />
        <Skeleton width="100%" height={120} />
        <Skeleton width="100%" height={240} />
      </Flex>
    </div>
  );
}
