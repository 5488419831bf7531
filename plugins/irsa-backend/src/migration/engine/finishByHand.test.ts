import { PlanExecution } from '../../plan/types';
import { finishByHand } from './finishByHand';

it('names the region in which EKS has the association', () => {
  const execution = {
    workload: { cluster: 'prod', namespace: 'team', kind: 'Job', name: 'a' },
    serviceAccount: { name: 'worker', annotations: {} },
    role: { name: 'r', arn: 'arn:aws:iam::111122223333:role/r' },
    policy: { arn: 'arn:aws:iam::111122223333:policy/r' },
    podIdentity: {
      clusterName: 'prod-1',
      clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-1',
    },
  } as unknown as PlanExecution;
  const [list, remove] = finishByHand(execution, 'ensure-association').split(
    '\n',
  );
  const at = '--cluster-name prod-1 --region eu-west-1';
  expect(list).toContain(
    `list-pod-identity-associations ${at} --namespace team`,
  );
  expect(remove).toContain(`delete-pod-identity-association ${at} `);
});
