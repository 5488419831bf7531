export { assessSeverity, severityLevel } from './assessSeverity';
