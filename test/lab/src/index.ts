export type { LabDescription } from './LabDescription';
export { readLab } from './readLab';
