import { Flex, Skeleton } from '@backstage/ui';
import { useDelayed, useT } from '../hooks';

/** Placeholder of a page that loads. It is empty for the first moment, so that a quick answer does not flicker. */
export function PageSkeleton(props: {
  /** Heights of the blocks from top to bottom, in px. */
  heights?: number[];
  label?: string;
}) {
  const t = useT();
  const isLate = useDelayed();
  const [first, ...others] = props.heights ?? [32, 120, 240];
  if (!isLate) {
    return null;
  }
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label={props.label ?? t('loading')}
    >
      <Flex direction="column" gap="4">
        <Skeleton width={props.heights ? '100%' : '40%'} height={first} />
        {others.map((height, index) => (
          // They have no other name, and never change places.
          // eslint-disable-next-line react/no-array-index-key
          <Skeleton key={index} width="100%" height={height} />
        ))}
      </Flex>
    </div>
  );
}
