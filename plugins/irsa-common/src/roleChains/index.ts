export { rolesWithin } from './rolesWithin';
export type { Certainty, ChainRole, ReachedRole, RoleSeeker } from './types';
