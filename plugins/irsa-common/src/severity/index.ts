export {
  assessSeverity,
  severityLevel,
  severityScores,
} from './assessSeverity';
export * from './takesRole';
