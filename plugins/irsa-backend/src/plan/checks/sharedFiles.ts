import { answer, PlanCheck, short } from './PlanCheck';

/**
 * One folder in Git may feed several clusters, or several namespaces: a change that is merged for one of them takes the key from the others
 * too.
 */
export const sharedFiles: PlanCheck = ({ delivery, otherPlaces }) => {
  if (delivery?.way !== 'changeRequest' || !otherPlaces) {
    return undefined;
  }
  const of = (state: (typeof otherPlaces)[number]['state']) =>
    otherPlaces.filter(each => each.state === state);
  const words = (some: typeof otherPlaces) =>
    short(some.map(each => each.words));
  const evidence = otherPlaces.map(each => each.evidence).join(' ');
  const repository = delivery.repository ?? 'the repository';
  const [refused, notKnown, served] = [
    of('refused'),
    of('notKnown'),
    of('served'),
  ];
  if (refused.length > 0) {
    return answer('shared-files', 'F35', {
      state: 'blocked',
      params: { others: words(refused) },
      message: `The files that would be changed in ${repository} come to ${words(
        refused,
      )} too. Pods there would lose their key with the merge, and the role does not let them in.`,
      evidence,
      fix: 'Give each cluster files of its own in the repository, such as an overlay of Kustomize, and make a new plan. Or let the role in for them first: an identity provider for the issuer of that cluster, and its ServiceAccount in the trust policy of the role.',
    });
  }
  if (notKnown.length > 0) {
    return answer('shared-files', 'F35', {
      state: 'warning',
      params: { others: words(notKnown) },
      message: `Whether the files that would be changed in ${repository} take the key from others too is not known: ${words(
        notKnown,
      )}.`,
      evidence,
      fix: 'Go on only if you know that none of these take the files, or that they have their role already. Else let the portal read them and make a new plan.',
    });
  }
  if (served.length > 0) {
    return answer('shared-files', 'F35', {
      state: 'warning',
      params: { others: words(served) },
      message: `The files that would be changed in ${repository} come to ${words(
        served,
      )} too, which lose their key with the same merge. The role lets their ServiceAccount in.`,
      evidence,
      fix: 'Make a plan for the same workload there first, and look at its other checks.',
    });
  }
  return answer('shared-files', 'F35', {
    state: 'passed',
    message: 'The files that would be changed come to nothing else.',
    evidence:
      'Applications of Argo CD, Kustomizations and releases of Flux in all clusters of the portal.',
  });
};
