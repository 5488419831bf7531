export { removeKustomized } from './removeKustomized';
export type { KustomizedRemoval } from './removeKustomized';
export { removeSecret } from './removeSecret';
export type { SecretRemoved } from './removeSecret';
export type { SecretRemoval } from './types';
