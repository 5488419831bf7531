import { answer, PlanCheck } from './PlanCheck';

/** CloudTrail shows the name of the session; without one it is made up by the SDK. */
export const sessionName: PlanCheck = ({ intent }) => {
  if (!intent) {
    return undefined;
  }
  const isSet = intent.added.some(
    ({ variable }) => variable.name === 'AWS_ROLE_SESSION_NAME',
  );
  return answer('session-name', 'F48', {
    state: 'passed',
    message: isSet
      ? 'CloudTrail will show the name of the Pod with each call.'
      : 'The workload names its sessions itself.',
    evidence: 'AWS_ROLE_SESSION_NAME in the Pod template after the change.',
  });
};
