import { TrustPolicy } from './readTrustPolicy';
import { TrustReviewContext } from './types';

const PARTITION = /^arn:(aws[a-z-]*):/;

/**
 * The context with the partition of the role. Where nobody has told it, it is that of the role's ARN, else the one that all principals of the
 * policy have: a policy that is read from a file says no more of its role.
 */
export function inPartition(
  context: TrustReviewContext,
  { statements }: TrustPolicy,
): TrustReviewContext {
  if (context.partition !== undefined) {
    return context;
  }
  const partition = PARTITION.exec(context.role?.arn ?? '')?.[1];
  if (partition !== undefined) {
    return { ...context, partition };
  }
  const named = new Set(
    statements.flatMap(({ principals }) =>
      principals.flatMap(({ value }) =>
        value.endsWith('.amazonaws.com.cn')
          ? 'aws-cn'
          : PARTITION.exec(value)?.[1] ?? [],
      ),
    ),
  );
  const [only] = named;
  return named.size === 1 ? { ...context, partition: only } : context;
}
