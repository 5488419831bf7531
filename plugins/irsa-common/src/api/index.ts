export * from './client';
export * from './model';
export { openApiDocument } from './generated/document';
export type { components, paths } from './generated/types';
