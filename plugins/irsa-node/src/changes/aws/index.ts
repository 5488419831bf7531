export { detectAwsForms } from './detectAwsForms';
export type { UsedForm } from './detectAwsForms';
export * from './types';
export { writeAwsHalf } from './writeAwsHalf';
