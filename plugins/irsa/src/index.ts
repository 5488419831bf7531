/**
 * The portal's pages on AWS credentials of Kubernetes workloads.
 *
 * The default export is the plugin for the new frontend system, as in `/alpha`. The named exports are for portals on
 * the old frontend system, and for hybrid ones that keep routes and entity pages in code.
 *
 * @packageDocumentation
 */
export { default } from './alpha';
export {
  EntityIrsaCard,
  EntityIrsaContent,
  HomeIrsaCard,
  IrsaPage,
  irsaPlugin,
} from './plugin';
export { isIrsaAvailable } from './components/entity/isIrsaAvailable';
export { irsaTranslationRef } from './translation';
