import { Check, Readiness, RightState } from 'backstage-plugin-irsa-common';
import { Association } from '../../clusters/EksPodIdentities';
import { PodIdentityAgent } from '../world/readAgent';
import { AssociationRights } from '../world/readAssociationRights';
import { World } from '../world/World';
import { checkContext, Situation } from './__testUtils__/checkContext';
import { agentNodes } from './agentNodes';
import { agentReach } from './agentReach';
import { agentRuns } from './agentRuns';
import { agentSdk } from './agentSdk';
import { association } from './association';
import { associationRights } from './associationRights';
import { otherManagers } from './otherManagers';
import { PlanCheck } from './PlanCheck';
import { precedence } from './precedence';
import { rights } from './rights';
import { roleAnnotation } from './roleAnnotation';
import { serviceAccount } from './serviceAccount';
import { trustSize } from './trustSize';
import { webhook } from './webhook';

const base = checkContext();
const EKS: Partial<World> = {
  cluster: {
    ...base.world.cluster,
    eks: {
      name: 'prod',
      arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod',
      identity: 'podIdentity',
    },
  },
};
const ready = { nodes: { wanted: 2, ready: 2 }, onFargate: [] };

function byAgent(
  agent: PodIdentityAgent,
  situation: Situation = {},
  found?: Association,
): Situation {
  return {
    ...situation,
    world: {
      ...EKS,
      podIdentity: { agent, association: found, rights: { answers: [] } },
      ...situation.world,
    },
  };
}

const byRights = (said: AssociationRights): Situation => ({
  world: { ...EKS, podIdentity: { agent: ready, rights: said } },
});
const pass = (state: RightState, reason?: string) => ({
  action: 'iam:PassRole',
  state,
  reason,
});

const of = (
  roleArn: string,
  parts: Partial<Association> = {},
): Association => ({
  id: 'a-1',
  roleArn,
  isSpecial: false,
  tags: { 'irsa:workload': 'team/Deployment/worker' },
  ...parts,
});
const OURS = base.target.roleArn;
const OTHER = 'arn:aws:iam::111122223333:role/other';
const annotated = {
  ...base.world.serviceAccount,
  object: {
    metadata: {
      name: 'worker',
      annotations: { 'eks.amazonaws.com/role-arn': OTHER },
    },
  },
};
const KEPT = { annotations: { 'meta.helm.sh/release-name': 'shop' } };
const variable = (name: string): Situation => ({
  container: { env: [{ name, value: 'by-hand' }] },
});
const mount = (name: string, mountPath: string): Situation => ({
  container: { volumeMounts: [{ name, mountPath }] },
});
/** Rights on ServiceAccounts. */
const refused = (...verbs: string[]) =>
  verbs.map(text => {
    const [verb, subresource] = text.split('/');
    return {
      verb,
      group: '',
      resource: 'serviceaccounts',
      ...(subresource && { subresource }),
      allowed: false,
    };
  });
const code = (packageName: string, version?: string) =>
  ({
    verdict: 'ready',
    findings: [],
    sdks: [
      {
        packageName,
        version,
        language: 'any',
        locked: true,
        file: 'f',
        line: 1,
      },
    ],
    filesRead: [],
    asOf: '2026-01-01T00:00:00Z',
  } as unknown as Readiness);
const proxied = (names: string) => ({
  container: {
    env: [
      { name: 'HTTPS_PROXY', value: 'http://proxy:3128' },
      { name: 'NO_PROXY', value: names },
    ],
  },
});

describe('checks of a plan by EKS Pod Identity', () => {
  it.each<[string, PlanCheck, Check['state'] | undefined, Situation]>([
    ['an agent on all nodes', agentRuns, 'passed', byAgent(ready)],
    [
      'an agent on some',
      agentRuns,
      'warning',
      byAgent({ nodes: { wanted: 2, ready: 1 } }),
    ],
    [
      'an agent on none',
      agentRuns,
      'blocked',
      byAgent({ nodes: { wanted: 2, ready: 0 } }),
    ],
    ['no agent', agentRuns, 'blocked', byAgent({})],
    ['Auto Mode', agentRuns, 'warning', byAgent({ isBuiltIn: true })],
    [
      'Auto Mode, and an agent that has no nodes',
      agentRuns,
      'warning',
      byAgent({ isBuiltIn: true, nodes: { wanted: 0, ready: 0 } }),
    ],
    ['an unread agent', agentRuns, 'notChecked', byAgent({ notRead: 'No.' })],
    ['nodes of EC2', agentNodes, 'passed', byAgent(ready)],
    ['unread Pods', agentNodes, 'notChecked', byAgent({})],
    ['Fargate', agentNodes, 'blocked', byAgent({ onFargate: ['worker-1'] })],
    [
      'Windows',
      agentNodes,
      'blocked',
      byAgent(ready, {
        podSpec: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
      }),
    ],
    ['no association', association, 'passed', byAgent(ready)],
    ['our association', association, 'passed', byAgent(ready, {}, of(OURS))],
    ['another role', association, 'blocked', byAgent(ready, {}, of(OTHER))],
    [
      'an association of others',
      association,
      'blocked',
      byAgent(ready, {}, of(OURS, { tags: {} })),
    ],
    [
      'an association without tags on sessions',
      association,
      'blocked',
      byAgent(ready, {}, of(OURS, { isSpecial: true })),
    ],
    [
      'rights that only a token needs',
      rights,
      'passed',
      byAgent(ready, { world: { rights: refused('patch', 'create/token') } }),
    ],
    [
      'a right that every plan needs',
      rights,
      'blocked',
      byAgent(ready, { world: { rights: refused('get') } }),
    ],
    [
      'rights that a token needs, with IRSA',
      rights,
      'blocked',
      { world: { rights: refused('patch', 'create/token') } },
    ],
    [
      'a right to associations that is held',
      associationRights,
      'passed',
      byRights({ answers: [pass('held')] }),
    ],
    [
      'one that is missing',
      associationRights,
      'blocked',
      byRights({ answers: [pass('held'), pass('notHeld', 'denied')] }),
    ],
    [
      'one that depends on the request',
      associationRights,
      'notChecked',
      byRights({ answers: [pass('held'), pass('notKnown', 'a tag')] }),
    ],
    [
      'IAM that does not tell',
      associationRights,
      'notChecked',
      byRights({ answers: [], notRead: 'No.' }),
    ],
    ['no annotation', roleAnnotation, undefined, byAgent(ready)],
    [
      'an annotation',
      roleAnnotation,
      'warning',
      byAgent(ready, { world: { serviceAccount: annotated } }),
    ],
    [
      'an annotation that the association beats',
      serviceAccount,
      'passed',
      byAgent(ready, { world: { serviceAccount: annotated } }),
    ],
    ['nothing by hand', webhook, 'passed', byAgent(ready)],
    [
      'a role by hand',
      webhook,
      'blocked',
      byAgent(ready, variable('AWS_ROLE_ARN')),
    ],
    [
      'an agent by hand',
      webhook,
      'blocked',
      byAgent(ready, variable('AWS_CONTAINER_CREDENTIALS_FULL_URI')),
    ],
    [
      'a volume of the name that the token of an agent has',
      webhook,
      'blocked',
      byAgent(ready, mount('eks-pod-identity-token', '/tokens')),
    ],
    [
      'a volume where the token of an agent goes',
      webhook,
      'blocked',
      byAgent(
        ready,
        mount('own', '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/'),
      ),
    ],
    [
      'a volume of the name that the token of IRSA has',
      webhook,
      'passed',
      byAgent(ready, mount('aws-iam-token', '/tokens')),
    ],
    [
      'an own ServiceAccount that a tool keeps',
      otherManagers,
      'passed',
      byAgent(ready, {
        world: {
          serviceAccount: { ...base.world.serviceAccount, name: 'default' },
          ownServiceAccount: {
            name: 'worker-irsa',
            object: { metadata: { name: 'worker-irsa', ...KEPT } },
            users: [],
          },
        },
      }),
    ],
    ['any SDK', precedence, 'passed', byAgent(ready)],
    ['nothing in between', agentReach, 'passed', byAgent(ready)],
    ['a proxy', agentReach, 'warning', byAgent(ready, proxied('localhost'))],
    [
      'a proxy that leaves the agent out',
      agentReach,
      'passed',
      byAgent(ready, proxied('169.254.170.23')),
    ],
    ['unread source', agentSdk, 'notChecked', byAgent(ready)],
    [
      'a new SDK',
      agentSdk,
      'passed',
      byAgent(ready, { world: { code: code('boto3', '1.34.41') } }),
    ],
    [
      'an SDK that only knows IRSA',
      agentSdk,
      'blocked',
      byAgent(ready, { world: { code: code('boto3', '1.33.99') } }),
    ],
    [
      'an SDK of unknown version',
      agentSdk,
      'notChecked',
      byAgent(ready, { world: { code: code('boto3') } }),
    ],
    [
      'an SDK whose releases have dates',
      agentSdk,
      'notChecked',
      byAgent(ready, { world: { code: code('aws-config', '1.1.0') } }),
    ],
  ])('%s: %p is %s', (_, check, state, situation) => {
    expect(check(checkContext(situation))?.state).toBe(state);
  });

  it('name the right to associations that is missing, and why', () => {
    const situation = byRights({
      principal: 'arn:aws:iam::111122223333:user/irsa-portal',
      answers: [pass('notHeld', 'a policy denies it')],
    });
    expect(associationRights(checkContext(situation))).toMatchObject({
      params: { missing: ['iam:PassRole'] },
      evidence:
        'SimulatePrincipalPolicy of IAM about arn:aws:iam::111122223333:user/irsa-portal: iam:PassRole: a policy denies it.',
      fix: expect.stringContaining('portal-iam-pod-identity.json'),
    });
  });

  it('name no places of an SDK that a code request could change', () => {
    const situation = { world: { code: code('boto3', '1.33.99') } };
    expect(agentSdk(checkContext(byAgent(ready, situation)))?.params).toEqual({
      sdks: [expect.stringContaining('boto3')],
    });
  });

  it('speak of an association where IRSA has an annotation or an audience', () => {
    const kept = { metadata: { name: 'worker', ...KEPT } };
    const context = checkContext(
      byAgent(ready, {
        world: {
          serviceAccount: { ...base.world.serviceAccount, object: kept },
        },
      }),
    );
    expect(context.target.ownAccount).toBe(false);
    const words = [otherManagers, trustSize].map(
      check => check(context)?.message,
    );
    expect(words).toEqual([
      expect.stringContaining('the association is kept by EKS'),
      expect.not.stringContaining('audience'),
    ]);
  });
});
