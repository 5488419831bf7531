import { LoggerService } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Summary } from 'backstage-plugin-irsa-common';
import { Inventory } from '../inventory/types';
import { wordsOf } from '../shared/databaseOutage';

/** How long figures are cached, because several gauges are read at the same time. */
const FRESH_MS = 5_000;

type Figure = (summary: Summary) => [value: number, attributes?: object][];

/** Name, description, unit, and the figures of each gauge. Unknown workloads have a status of their own. */
const GAUGES: readonly [string, string, string, Figure][] = [
  [
    'irsa.workloads',
    'Workloads by what gives them AWS credentials',
    '{workload}',
    summary => [
      [summary.withStaticKey, { status: 'static' }],
      [summary.soaking, { status: 'soaking' }],
      [summary.keyOff, { status: 'keyOff' }],
      [summary.keyless, { status: 'keyless' }],
      [summary.keptSecrets ?? 0, { status: 'kept' }],
      [summary.unknown, { status: 'unknown' }],
    ],
  ],
  [
    'irsa.risks.accepted',
    'Workloads with a static key whose risk is accepted',
    '{workload}',
    summary => [[summary.acceptedRisks ?? 0]],
  ],
  [
    'irsa.keys.unused',
    'Active access keys that were not used for 90 days',
    '{key}',
    summary => [[summary.unusedKeys90d]],
  ],
  [
    'irsa.keys.oldest.age',
    'Age of the oldest active access key',
    'd',
    summary =>
      summary.oldestKeyDays === undefined ? [] : [[summary.oldestKeyDays]],
  ],
  [
    'irsa.clusters',
    'Clusters by how they could be read',
    '{cluster}',
    ({ coverage }) =>
      countBy(coverage.clusters.map(({ state }) => state)).map(
        ([state, count]) => [count, { state }],
      ),
  ],
  [
    'irsa.accounts',
    'AWS accounts by how they could be read',
    '{account}',
    ({ coverage }) =>
      countBy(coverage.accounts.map(({ state }) => state)).map(
        ([state, count]) => [count, { state }],
      ),
  ],
];

/** Publishes the figures of the fleet as metrics of the portal (OpenTelemetry, Prometheus). */
export function offerFleetMetrics(options: {
  metrics: MetricsService;
  /** Undefined while the plugin does not work; no gauge has a value then. */
  inventory: () => Pick<Inventory, 'summary'> | undefined;
  logger: LoggerService;
}): void {
  const { metrics, inventory, logger } = options;
  let reading: { at: number; summary: Promise<Summary> } | undefined;
  const read = () => {
    const source = inventory();
    if (source && (!reading || Date.now() - reading.at > FRESH_MS)) {
      reading = { at: Date.now(), summary: source.summary() };
    }
    return source && reading?.summary;
  };
  for (const [name, description, unit, figures] of GAUGES) {
    metrics
      .createObservableGauge(name, { description, unit })
      .addCallback(async result => {
        try {
          const summary = await read();
          for (const [value, attributes] of summary ? figures(summary) : []) {
            result.observe(value, attributes as never);
          }
        } catch (error) {
          // A missing figure is better than a wrong one.
          logger.warn(`The metric ${name} has no value now: ${wordsOf(error)}`);
        }
      });
  }
}

function countBy(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts];
}
