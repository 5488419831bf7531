import { ClusterErrorKind } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../clusters/types';
import { dryRunChecks } from './checks/dryRunChecks';
import { PlanExecution } from './types';
import { World } from './world/World';
import { dryRun } from './patch/dryRun';

function clusterThat(kind: ClusterErrorKind) {
  const request = async () => {
    throw Object.assign(new Error('the cluster says why'), {
      details: { cluster: 'east', kind },
    });
  };
  return { request } as unknown as ClusterHandle;
}

const world = {
  object: {
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'sales' },
    spec: { template: { spec: { containers: [{ name: 'app' }] } } },
  },
  serviceAccount: { name: 'shop', object: { metadata: { name: 'shop' } } },
  ownServiceAccount: {},
} as unknown as World;

const execution = {
  workload: {
    cluster: 'east',
    namespace: 'sales',
    kind: 'Deployment',
    name: 'shop',
  },
  detach: { removed: [], added: [] },
  serviceAccount: {
    action: 'annotate',
    name: 'shop',
    annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/shop' },
    previous: {},
  },
} as unknown as PlanExecution;

describe('dryRun', () => {
  it.each<[ClusterErrorKind, RegExp]>([
    ['forbidden', /^The cluster would not take the change \(Deployment/],
    ['invalid', /^The cluster would not take the change \(Deployment/],
    ['conflict', /^The cluster would not take the change \(Deployment/],
    ['unreachable', /^Whether the cluster would take the change is not known/],
    ['timeout', /^Whether the cluster would take the change is not known/],
    ['throttled', /^Whether the cluster would take the change is not known/],
    ['server', /^Whether the cluster would take the change is not known/],
    ['credentials', /^Whether the cluster would take the change is not known/],
  ])('tells a refusal from a silent cluster: %s', async (kind, words) => {
    const images = await dryRun(clusterThat(kind), world, execution, 'direct');
    const [check, ...others] = dryRunChecks(images);
    expect(others).toEqual([]);
    expect(check.state).toBe('blocked');
    expect(check.message).toMatch(words);
    expect(check.message).toContain('ServiceAccount: the cluster says why');
  });

  it('says nothing when the cluster took both', async () => {
    const cluster = {
      request: async () => ({}),
    } as unknown as ClusterHandle;
    const images = await dryRun(cluster, world, execution, 'direct');
    expect(dryRunChecks(images)).toEqual([]);
  });
});
