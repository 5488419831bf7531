export { startArgoCd } from './startArgoCd';
export type { ArgoCd } from './startArgoCd';
