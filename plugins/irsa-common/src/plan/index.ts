export { canStart } from './canStart';
export { isChangedInPlace } from './changedInPlace';
export type { StartRefusal, StartVerdict } from './canStart';
export { planStatus, statusWhenMade } from './planStatus';
