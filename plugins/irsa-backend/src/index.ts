/**
 * Backend of IRSA for Backstage.
 *
 * @packageDocumentation
 */
export { irsaPlugin as default } from './plugin';
export {
  createIrsaMigrationConditionalDecision,
  createIrsaRoleConditionalDecision,
  createIrsaWorkloadConditionalDecision,
  irsaMigrationConditions,
  irsaMigrationResourceRef,
  irsaRoleConditions,
  irsaRoleResourceRef,
  irsaWorkloadConditions,
  irsaWorkloadResourceRef,
} from './access/rules';
export type { Place, PlaceCondition, PlaceCriteria } from './access/types';
export { irsaFactRetriever } from './techInsights/irsaFactRetriever';
export type { IrsaFacts } from './techInsights/factsOf';
