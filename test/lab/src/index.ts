export type { LabDescription } from './LabDescription';
export { compactEtcd } from './compactEtcd';
export { readLab } from './readLab';
export * from './faults';
export type { GateFault } from './gate/GateFaults';
