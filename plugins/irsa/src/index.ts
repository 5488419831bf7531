/**
 * The portal's pages on AWS credentials of Kubernetes workloads.
 *
 * @packageDocumentation
 */
export { irsaPlugin as default } from './plugin';
export { irsaTranslationRef } from './translation';
