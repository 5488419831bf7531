export {
  assessSeverity,
  severityLevel,
  severityScores,
} from './assessSeverity';
