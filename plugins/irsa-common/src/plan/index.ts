export { canStart } from './canStart';
export type { StartRefusal, StartVerdict } from './canStart';
export { planStatus, statusWhenMade } from './planStatus';
