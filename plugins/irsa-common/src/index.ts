/**
 * What browser and server share: model and client of the REST API, permissions, the policy evaluator, the trust review.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './blastRadius';
export * from './counted';
export * from './permissions';
export * from './plan';
export * from './policy';
export * from './roleChains';
export * from './severity';
export * from './signals';
export * from './sourceForm';
export * from './trust';
