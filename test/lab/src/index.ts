export type { LabDescription } from './LabDescription';
export { readLab } from './readLab';
export * from './faults';
export type { GateFault } from './gate/GateFaults';
