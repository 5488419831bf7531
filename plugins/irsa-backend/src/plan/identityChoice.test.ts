import { checkContext } from './checks/__testUtils__/checkContext';
import { identityChoice, notAsWanted } from './world/identityChoice';
import { World } from './world/World';

const ARN = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';

/** A world whose cluster is known in EKS, in the account of the role. */
function worldOf(parts: {
  eks?: World['cluster']['eks'] | null;
  asked?: 'irsa' | 'podIdentity';
  isInGit?: boolean;
}): World {
  const { world } = checkContext();
  const { eks = { name: 'prod', arn: ARN }, asked, isInGit } = parts;
  return {
    ...world,
    request: { ...world.request, identity: asked },
    cluster: { ...world.cluster, eks: eks ?? undefined },
    workload: {
      ...world.workload,
      manager: { ...world.workload.manager, livePatchAllowed: !isInGit },
    },
  };
}

const byDefault = { name: 'prod', arn: ARN, identity: 'podIdentity' as const };
const elsewhere = ARN.replace('111122223333', '444455556666');

describe('how the Pods get the role', () => {
  it.each<[string, string, Parameters<typeof worldOf>[0]]>([
    ['irsa', 'usual', {}],
    ['podIdentity', 'cluster', { eks: byDefault }],
    ['podIdentity', 'asked', { asked: 'podIdentity' }],
    ['irsa', 'asked', { asked: 'irsa', eks: byDefault }],
    ['irsa', 'notEks', { eks: null }],
    ['irsa', 'source', { eks: byDefault, isInGit: true }],
    ['irsa', 'account', { eks: { ...byDefault, arn: elsewhere } }],
    [
      'podIdentity',
      'cluster',
      { eks: { ...byDefault, arn: elsewhere, isAccountKnown: true } },
    ],
  ])('%s because of %s', (kind, because, parts) => {
    const world = worldOf(parts);
    expect(identityChoice(world)).toEqual({ kind, because });
    expect(notAsWanted(world)).toBeUndefined();
  });

  it.each<[RegExp, Parameters<typeof worldOf>[0]]>([
    [/Set eksCluster/, { asked: 'podIdentity', eks: null }],
    [/kept in Git/, { asked: 'podIdentity', isInGit: true }],
    [
      /in another one, 444455556666, which the portal does not know/,
      { asked: 'podIdentity', eks: { name: 'prod', arn: elsewhere } },
    ],
    [/EKS does not answer/, { eks: { ...byDefault, arn: undefined } }],
    [/EKS does not answer/, { asked: 'podIdentity', eks: { name: 'prod' } }],
  ])('says why it is not as it was wanted: %s', (words, parts) => {
    expect(notAsWanted(worldOf(parts))).toMatch(words);
  });
});
