export { until } from '@internal/sandbox/until';
