export { startAws } from './startAws';
export type { AwsAccount, AwsOptions, AwsSandbox } from './startAws';
export type * from './accountDocument';
export type { CallRecord, Fault, Faults } from './calls';
