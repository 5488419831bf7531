export { startAws } from './startAws';
export type { AwsSandbox } from './startAws';
export type * from './accountDocument';
