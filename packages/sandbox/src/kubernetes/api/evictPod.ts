import { DisruptionBudget } from '../controllers/disruptionController';
import { isReady } from '../controllers/podState';
import { matchesSelector } from '../store/selectors';
import { Pod } from '../types';
import { ApiError } from '../ApiError';
import { ApiParts } from './ApiParts';

function refused(message: string, retryAfterSeconds?: number): ApiError {
  return new ApiError(
    429,
    'TooManyRequests',
    "Cannot evict pod as it would violate the pod's disruption budget.",
    {
      causes: [{ reason: 'DisruptionBudget', message }],
      ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
    },
  );
}

/**
 * Throws 429 when the Pod's disruption budget does not allow the eviction now, and 500 when the Pod has more than one
 * budget.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
 */
export function requireDisruption(
  { store, registry }: ApiParts,
  pod: Pod,
  dryRun: boolean,
): void {
  const going =
    pod.metadata.deletionTimestamp ||
    ['Succeeded', 'Failed', 'Pending'].includes(pod.status?.phase ?? '');
  if (going) {
    return;
  }
  const budgets = (
    store.list(
      registry.builtIn('poddisruptionbudgets'),
      pod.metadata.namespace,
    ) as DisruptionBudget[]
  ).filter(({ spec }) => matchesSelector(spec?.selector, pod.metadata.labels));
  if (budgets.length > 1) {
    throw new ApiError(
      500,
      '',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const [budget] = budgets;
  if (!budget) {
    return;
  }
  const { spec, status, metadata } = budget;
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {};
  if (!isReady(pod)) {
    const enough = desiredHealthy > 0 && currentHealthy >= desiredHealthy;
    if (spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow' || enough) {
      return;
    }
  }
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 1)) {
    throw refused(
      `The disruption budget ${metadata.name} is still being processed by the server.`,
      10,
    );
  }
  if (!status?.disruptionsAllowed) {
    throw refused(
      `The disruption budget ${metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
    );
  }
  if (dryRun) {
    return;
  }
  // Counted at once, because the next eviction may come before the controller has seen this one.
  const { disruptionsAllowed } = status;
  const type = registry.builtIn('poddisruptionbudgets');
  store.put(type, {
    ...budget,
    status: { ...status, disruptionsAllowed: disruptionsAllowed - 1 },
  });
}
