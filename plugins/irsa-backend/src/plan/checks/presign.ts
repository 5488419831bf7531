import { answer, PlanCheck } from './PlanCheck';

export const presign: PlanCheck = ({ policy, world, target }) => {
  const usesS3 = policy?.document.Statement.some(
    ({ Effect, Action }) =>
      Effect === 'Allow' &&
      [Action ?? []].flat().some(action => /^(s3:|\*)/i.test(action)),
  );
  return usesS3
    ? answer('presigned-links', 'F27', {
        state: 'warning',
        params: {
          // A session that another session made ends after an hour.
          sessionSeconds: target.first
            ? 3600
            : world.settings.maxSessionDuration,
        },
        message:
          'If the service hands out presigned links, they will live no longer than the session of the role: as little as 10 minutes, whatever time is asked for.',
        evidence:
          'The policies allow S3. Whether links are signed cannot be seen from outside.',
        fix: 'Keep links short, or sign them when they are asked for.',
      })
    : undefined;
};
