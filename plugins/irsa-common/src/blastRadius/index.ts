export { assessBlastRadius } from './assessBlastRadius';
export { ESCALATION_PATHS } from './escalationPaths';
