export { changeRoleTrust, isRoleSource } from './changeRoleTrust';
export type { ChangedRoleTrust, RoleTrustChange } from './types';
