/**
 * Backend of IRSA for Backstage.
 *
 * @packageDocumentation
 */
export { irsaPlugin as default } from './plugin';
