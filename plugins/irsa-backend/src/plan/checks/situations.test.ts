import { checkContext, Situation } from './__testUtils__/checkContext';
import { EVERYDAY } from './__testUtils__/everyday';
import { HARMFUL } from './__testUtils__/harmful';
import { inNamespace } from './__testUtils__/inNamespace';
import { capacity } from './capacity';
import { clusterAccess } from './clusterAccess';
import { confinedReaders } from './confinedReaders';
import { disruptionBudget } from './disruptionBudget';
import { idleScaling } from './idleScaling';
import { longEndings } from './longEndings';
import { mesh } from './mesh';
import { nameSignIns } from './nameSignIns';
import { nestedContainers } from './nestedContainers';
import { otherManagers } from './otherManagers';
import { podLimits } from './podLimits';
import { resourcePolicies } from './resourcePolicies';
import { roleChaining } from './roleChaining';
import { sidecars } from './sidecars';
import { startStorm } from './startStorm';
import { userActions } from './userActions';

const CHECKS = [
  capacity,
  clusterAccess,
  confinedReaders,
  disruptionBudget,
  idleScaling,
  longEndings,
  mesh,
  nameSignIns,
  nestedContainers,
  otherManagers,
  podLimits,
  resourcePolicies,
  roleChaining,
  sidecars,
  startStorm,
  userActions,
];
const alarmsIn = (situation: Situation) =>
  CHECKS.flatMap(check => check(checkContext(situation)) ?? []).filter(
    ({ state }) => state === 'warning' || state === 'blocked',
  );

describe('What is in no way of a migration', () => {
  it.each(
    EVERYDAY.map(([title, situation, around]) => ({
      title,
      situation: inNamespace(situation, around),
    })),
  )('$title', ({ situation }) => {
    expect(alarmsIn(situation)).toEqual([]);
  });
});

describe('What does harm', () => {
  it.each(
    HARMFUL.map(([title, id, situation, around]) => ({
      title,
      id,
      situation: inNamespace(situation, around),
    })),
  )('$title is told by $id', ({ id, situation }) => {
    expect(alarmsIn(situation).map(each => each.id)).toContain(id);
  });
});
