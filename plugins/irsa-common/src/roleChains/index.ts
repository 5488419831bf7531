export { rolesWithin } from './rolesWithin';
export type {
  Certainty,
  ChainRole,
  ChainStep,
  ReachedRole,
  RoleSeeker,
} from './types';
