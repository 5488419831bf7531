import { InputError } from '@backstage/errors';
import { Config } from '@backstage/config';
import { IrsaConfig } from './IrsaConfig';
import { readAwsHalf } from './readAwsHalf';
import {
  DAY,
  duration,
  entityRefs,
  MINUTE,
  positiveInteger,
} from './settingValues';

/** `irsa.migration`. Throws InputError with the key. */
export function readMigration(
  config: Config | undefined,
): IrsaConfig['migration'] {
  return {
    concurrency: positiveInteger(config, 'migration.concurrency', 3),
    staleAfterMs: duration(config, 'migration.staleAfter', 30_000, 1),
    injectionWaitMs: duration(config, 'migration.injectionWait', 5_000),
    propagationTimeoutMs: duration(
      config,
      'migration.propagationTimeout',
      2 * MINUTE,
    ),
    rolloutTimeoutMs: duration(config, 'migration.rolloutTimeout', 5 * MINUTE),
    canary: readCanary(config),
    awsHalf: readAwsHalf(config?.getOptionalConfig('migration')),
    watchMs: duration(config, 'migration.watch', MINUTE / 2),
    longestPauseMs: duration(config, 'migration.longestPause', 2 * MINUTE, 1),
    iamWritesPerSecond: positiveInteger(
      config,
      'migration.iamWritesPerSecond',
      5,
    ),
    secondPerson: config?.getOptionalBoolean('migration.secondPerson') ?? false,
    secondPersonWithinMs: duration(
      config,
      'migration.secondPersonWithin',
      3 * DAY,
      1,
    ),
    secondPersonTold: entityRefs(config, 'migration.secondPersonTold') ?? [],
    limits: {
      cluster: optionalLimit(config, 'cluster'),
      account: optionalLimit(config, 'account'),
      owner: optionalLimit(config, 'owner'),
    },
  };
}

function readCanary(config: Config | undefined): boolean {
  const value = config?.getOptional('migration.canary') ?? 'off';
  // YAML 1.1 reads `off` as false.
  if (value === 'off' || value === false) {
    return false;
  }
  if (value !== 'where-possible') {
    throw new InputError(
      `irsa.migration.canary: '${value}' is neither off nor where-possible`,
    );
  }
  return true;
}

function optionalLimit(
  config: Config | undefined,
  scope: string,
): number | undefined {
  const key = `migration.limits.${scope}`;
  return config?.has(key) ? positiveInteger(config, key, 1) : undefined;
}
