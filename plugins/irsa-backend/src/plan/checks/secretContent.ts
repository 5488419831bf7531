import { isKeyOfAws, keysOfSecret } from '../world/keysOfSecret';
import { answer, PlanCheck, short } from './PlanCheck';

export const secretContent: PlanCheck = ({ world }) => {
  const used = world.objects.filter(({ name }) =>
    world.workload.references.some(({ objectName }) => objectName === name),
  );
  if (used.length === 0) {
    return undefined;
  }
  const remade = used.filter(({ manager }) => manager);
  const mixed = used.filter(
    ({ name, keys, otherUsers }) =>
      otherUsers.length > 0 ||
      keys?.some(
        key => !isKeyOfAws(key, keysOfSecret(world.workload.references, name)),
      ),
  );
  const names = used.map(({ kind, name }) => `${kind} ${name}`);
  const evidence = 'Metadata of the object; values are not looked at.';
  if (remade.length > 0) {
    return answer('secret', 'F32', {
      state: 'warning',
      params: { objects: remade.map(({ name }) => name) },
      message: `${short(
        remade.map(({ name, manager }) => `${name} (${manager})`),
      )}: made by something that would make it again after it was deleted.`,
      evidence,
      fix: 'At the end, remove it at its source.',
    });
  }
  if (mixed.length > 0) {
    return answer('secret', 'F31', {
      state: 'warning',
      params: { objects: mixed.map(({ name }) => name) },
      message: `${short(
        mixed.map(({ name }) => name),
      )} holds more than the AWS key, or serves other workloads too. It stays.`,
      evidence,
      fix: 'At the end, take only the AWS keys out of it.',
    });
  }
  return answer('secret', 'F31', {
    state: used.every(({ keys }) => keys) ? 'passed' : 'notChecked',
    params: { objects: used.map(({ name }) => name) },
    message: used.every(({ keys }) => keys)
      ? `${short(names)} holds nothing but the AWS key.`
      : `What else ${short(names)} holds is not known.`,
    evidence,
  });
};
