import { Json, podSpec } from '../world/podTemplate';
import { answer, PlanCheck } from './PlanCheck';

const LONG_SECONDS = 55 * 60;

/** Credentials of a role end after an hour. SDKs renew them; code that took them out once does not. */
export const longRuns: PlanCheck = ({ world }) => {
  if (world.object.kind !== 'CronJob') {
    return undefined;
  }
  const { lastScheduleTime, lastSuccessfulTime } = world.object.status ?? {};
  const took =
    (Date.parse(String(lastSuccessfulTime)) -
      Date.parse(String(lastScheduleTime))) /
    1000;
  const spec = (world.object.spec?.jobTemplate as Json | undefined)?.spec as
    | Json
    | undefined;
  const limit = Number(
    spec?.activeDeadlineSeconds ??
      podSpec(world.object).activeDeadlineSeconds ??
      Infinity,
  );
  if (limit <= LONG_SECONDS) {
    return answer('long-runs', 'F25', {
      state: 'passed',
      params: { seconds: limit },
      message: `A run may take ${Math.round(
        limit / 60,
      )} minutes at most, which is less than a session of the role.`,
      evidence: 'activeDeadlineSeconds.',
    });
  }
  if (took > LONG_SECONDS) {
    return answer('long-runs', 'F25', {
      state: 'warning',
      params: { seconds: took },
      message: `The last run took ${Math.round(
        took / 60,
      )} minutes. The credentials of the role end after an hour; SDKs renew them, but code or tools that took them out at the start fail then.`,
      evidence: 'Times of the last run.',
      fix: 'Make sure that nothing copies credentials at the start of a run (aws configure export-credentials, COPY statements, generated files).',
    });
  }
  const isSeen = took >= 0;
  return answer('long-runs', 'F25', {
    state: isSeen ? 'passed' : 'notChecked',
    message: isSeen
      ? `The last run took ${Math.round(took / 60)} minutes.`
      : 'How long a run takes is not known. Credentials that are taken out at the start end after an hour.',
    evidence: isSeen ? 'Times of the last run.' : 'No run has ended well yet.',
  });
};
