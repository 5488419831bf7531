export { detectAwsForms } from './detectAwsForms';
export type { UsedForm } from './detectAwsForms';
export { identityHash, trustDocumentOf } from './trustDocument';
export * from './types';
export { writeAwsHalf } from './writeAwsHalf';
