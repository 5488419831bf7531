import { CustomResourceRule } from '../types';
import { backups } from './backups';
import { databaseBackups } from './databaseBackups';
import { databases } from './databases';
import { delivery } from './delivery';
import { events } from './events';
import { monitoring } from './monitoring';
import { openShift } from './openShift';
import { platform } from './platform';

/** Custom resources that hold or name static keys, with the fields that their documentation gives. */
export const CUSTOM_RESOURCE_RULES: readonly CustomResourceRule[] = [
  ...platform,
  ...openShift,
  ...delivery,
  ...events,
  ...databases,
  ...databaseBackups,
  ...backups,
  ...monitoring,
];
