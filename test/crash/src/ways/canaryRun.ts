import { WorldSettings } from '../world/CrashWorld';
import { forward } from './forward';
import { rollback } from './rollback';
import { scenarioFolder } from './scenarioFolder';
import { Way } from './Way';

const NIGHTLY: WorldSettings = {
  scenario: scenarioFolder('nightly'),
  workload: { namespace: 'production', name: 'nightly', kind: 'CronJob' },
  canary: true,
};

const PLACE = '/apis/batch/v1/namespaces/production';

/** There and back again with a CronJob, of which one run is tried first while its schedule rests. */
export const CANARY_RUN_WAYS: readonly Way[] = [
  {
    ...forward,
    name: 'forward-run',
    world: NIGHTLY,
    meets: `POST ${PLACE}/jobs`,
  },
  {
    ...rollback,
    name: 'rollback-run',
    world: NIGHTLY,
    meets: `PATCH ${PLACE}/cronjobs/nightly`,
  },
];
