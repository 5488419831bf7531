import { findAccessKey } from '../../accounts/findAccessKey';
import { wasSwitched } from '../model/wasSwitched';
import { asBefore, differs, notKnown, ReadAgain } from './ReadAgain';

/** The old key, on which the workload rests again. */
export const key: ReadAgain = {
  title: ({ execution }) =>
    execution.key
      ? `Access key ••••${execution.key.last4} of ${execution.key.userName}`
      : 'Access key',
  async read(context) {
    const isSwitched = await wasSwitched(context);
    if (!isSwitched) {
      return [];
    }
    const object = key.title(context);
    const { key: old } = context.execution;
    if (!old) {
      return [
        notKnown(
          object,
          'It belongs to no account that the portal can read, so nobody looked whether it is active.',
        ),
      ];
    }
    const found = await context.read(() => findAccessKey(context.account, old));
    if (!found) {
      return [differs(object, 'It does not exist any more.')];
    }
    return [
      found.status === 'Active'
        ? asBefore(object, 'AWS shows it as active.')
        : differs(object, 'AWS shows it as switched off.'),
    ];
  },
};
