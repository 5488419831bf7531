import { auditObjects } from '../audit/auditObjects';
import { planFixes } from './planFixes';

const KEY = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

const deployment = (name: string, container: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    template: {
      spec: {
        serviceAccountName: 'shared',
        containers: [
          {
            name: 'main',
            env: KEY.map(key => ({
              name: key,
              valueFrom: { secretKeyRef: { name: 'aws', key } },
            })),
            ...container,
          },
        ],
      },
    },
  },
});
const ACCOUNT = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'shared', namespace: 'shop' },
};

/** The ServiceAccount that each workload is to run as, or nothing where a person has to do it. */
function accounts(...workloads: object[]) {
  const objects = [ACCOUNT, ...workloads];
  const fixes = planFixes(objects, auditObjects(objects), {
    roleArn: () => 'arn:aws:iam::111122223333:role/shop',
    sharesAccounts: true,
  });
  return Object.fromEntries(
    fixes.map(({ object, change }) => [
      object.name,
      change?.serviceAccount?.name,
    ]),
  );
}

describe('a ServiceAccount that several workloads share', () => {
  it('gets the role itself where all of them lose their key', () => {
    expect(accounts(deployment('api'), deployment('jobs'))).toEqual({
      api: 'shared',
      jobs: 'shared',
    });
  });

  it.each<[string, object]>([
    [
      'whose script reads the key',
      deployment('jobs', {
        command: ['sh', '-c', 'tool --key "$AWS_ACCESS_KEY_ID"'],
      }),
    ],
    [
      'whose file repeats it',
      {
        ...deployment('jobs'),
        metadata: {
          name: 'jobs',
          namespace: 'shop',
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{}',
          },
        },
      },
    ],
  ])('stays without it beside a workload %s and keeps it', (_what, other) => {
    expect(accounts(deployment('api'), other)).toEqual({
      api: 'api',
      jobs: undefined,
    });
  });
});
