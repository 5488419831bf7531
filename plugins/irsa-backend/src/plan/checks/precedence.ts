import { containersOf, listOf, podSpec } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

/**
 * Between the annotation and the change of the workload, a Pod that starts has key and role. Which one its SDK takes: the role, for
 * .NET before version 4; the role rather than a mounted file, for Python, Go, Java, PHP and Ruby; the key, otherwise.
 */
export const precedence: PlanCheck = ({ world, target }) => {
  if (target.ownAccount) {
    return answer('precedence', 'F6', {
      state: 'passed',
      message:
        'Key and role change in one step, because the workload gets a ServiceAccount of its own. No Pod has both.',
      evidence: 'The plan.',
    });
  }
  const files = world.workload.references.filter(({ location }) =>
    location.startsWith('volume-'),
  );
  const fix =
    'Make sure that the role may do what the key may do before the first Pod starts with both, or let the workload run as a ServiceAccount of its own.';
  if (files.length > 0) {
    return answer('precedence', 'F6', {
      state: 'warning',
      params: { objects: files.flatMap(({ objectName }) => objectName ?? []) },
      message: `The key comes as a file (${short(
        files.flatMap(({ objectName }) => objectName ?? []),
      )}). SDKs of Python, Go, Java, PHP and Ruby take the role before a file, so a Pod that restarts after the annotation works with the role already.`,
      evidence: 'How the key reaches the containers.',
      fix,
    });
  }
  const dotnet = containersOf(podSpec(world.object)).filter(
    ({ container }) =>
      /dotnet|aspnet/i.test(String(container.image)) ||
      listOf(container, 'env').some(({ name }) =>
        /^(DOTNET|ASPNETCORE|COMPlus)_/.test(String(name)),
      ),
  );
  return dotnet.length > 0
    ? answer('precedence', 'F6', {
        state: 'warning',
        params: { containers: dotnet.map(each => String(each.container.name)) },
        message:
          'The service seems to be built with .NET, whose SDK before version 4 takes the role before the key. A Pod that restarts after the annotation works with the role already.',
        evidence: 'Images and variables of the containers.',
        fix,
      })
    : answer('precedence', 'F6', {
        state: 'notChecked',
        message:
          'Whether a Pod that restarts after the annotation takes the key or the role is not known. Of keys in variables, only the SDK of .NET before version 4 takes the role first; no sign of .NET was seen.',
        evidence:
          'Images and variables of the containers; the SDK is not read.',
      });
};
