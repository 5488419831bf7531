import { sdkOrder } from '../world/sdkOrder';
import { containersOf, listOf, podSpec } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';
import { sourceRead } from './sourceRead';

const ORDER = {
  key: 'takes the key before the role',
  role: 'takes the role before the key',
  mixed: 'takes the role before the key in one case and after it in another',
};

/**
 * Between the annotation and the change of the workload, a Pod that starts has key and role. Which one its SDK takes: the role, for
 * .NET before version 4; the role rather than a mounted file, for Python, Go, Java, PHP, Ruby and .NET 4; the key, otherwise. Where the source
 * tells the SDK, that decides; else what can be seen from outside.
 */
export const precedence: PlanCheck = ({ world, target }) => {
  const order = sdkOrder(world.code, world.workload);
  const seen =
    order &&
    world.code &&
    (order.isSaid
      ? `${short(order.evidence)}.`
      : `${short(order.evidence)} in ${sourceRead(world.code)}.`);
  if (target.identity.kind === 'podIdentity' && !target.ownAccount) {
    return answer('precedence', 'F6', {
      state: 'passed',
      message:
        'Role and workload change in two steps: every SDK takes a key, in variables or in a file, before the role of an association. A Pod that restarts in between works with the key as before.',
      evidence: 'The orders of the SDKs.',
    });
  }
  if (target.isForOneStep) {
    return answer('precedence', 'F6', {
      state: 'passed',
      message: `Key and role change in one step: the workload gets a ServiceAccount of its own${
        order ? `, because its SDK ${ORDER[order.first]}` : ', as was asked for'
      }. No Pod has both.`,
      evidence: seen ?? 'The plan.',
    });
  }
  if (target.ownAccount) {
    return answer('precedence', 'F6', {
      state: 'passed',
      message:
        'Key and role change in one step, because the workload gets a ServiceAccount of its own. No Pod has both.',
      evidence: 'The plan.',
    });
  }
  if (order?.first === 'key') {
    return answer('precedence', 'F6', {
      state: 'passed',
      message: `Role and workload change in two steps: the SDK ${ORDER.key}, so a Pod that restarts in between works with the key as before.`,
      evidence: seen ?? '',
    });
  }
  const files = world.workload.references.filter(({ location }) =>
    location.startsWith('volume-'),
  );
  const fix =
    'Make sure that the role may do what the key may do before the first Pod starts with both, or let the workload run as a ServiceAccount of its own.';
  if (order) {
    return answer('precedence', 'F6', {
      state: 'warning',
      message: `The SDK ${
        ORDER[order.first]
      }, so a Pod that restarts after the annotation works with the role already.`,
      evidence: seen ?? '',
      fix,
    });
  }
  if (files.length > 0) {
    return answer('precedence', 'F6', {
      state: 'warning',
      params: { objects: files.flatMap(({ objectName }) => objectName ?? []) },
      message: `The key comes as a file (${short(
        files.flatMap(({ objectName }) => objectName ?? []),
      )}). SDKs of Python, Go, Java, PHP, Ruby and .NET 4 take the role before a file, so a Pod that restarts after the annotation works with the role already.`,
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
