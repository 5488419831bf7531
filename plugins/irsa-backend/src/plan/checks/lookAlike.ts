import { answer, PlanCheck } from './PlanCheck';

export const lookAlike: PlanCheck = ({ world }) => {
  const others = world.workload.references.filter(
    ({ verdict }) => verdict === 's3-compatible',
  );
  return others.length > 0
    ? answer('not-aws', 'F28', {
        state: 'blocked',
        message:
          'The key is for a store that speaks S3 but is not AWS. No IAM role can replace it.',
        evidence: others[0].why || 'Endpoint and form of the key.',
        fix: 'Leave it as it is, or move this data to AWS first.',
      })
    : undefined;
};
