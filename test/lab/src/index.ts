export type { LabDescription, LabGitHost } from './LabDescription';
export { Gitea } from './gitHost/Gitea';
export { compactEtcd } from './compactEtcd';
export { readLab } from './readLab';
export * from './faults';
export type { GateFault } from './gate/GateFaults';
