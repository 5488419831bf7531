import { answer, PlanCheck } from './PlanCheck';

export const region: PlanCheck = ({ world, intent }) => {
  const added = intent?.added.find(
    ({ variable }) => variable.name === 'AWS_REGION' && variable.value,
  );
  return answer('region', 'F17', {
    state: 'passed',
    params: { region: String(added?.variable.value ?? world.cluster.region) },
    message: added
      ? `No region is left in the containers, so AWS_REGION=${added.variable.value} is added.`
      : 'The containers keep the region they have.',
    evidence: 'Variables of the Pod template after the change.',
  });
};
