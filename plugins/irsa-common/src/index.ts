/**
 * Words shared by the browser and the server: the REST API's model and client, permissions, the policy evaluator.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './blastRadius';
export * from './permissions';
export * from './policy';
export * from './severity';
export * from './signals';
export * from './trust';
