import { keysInSecret } from '../kubernetes/keysInSecret';
import { readNamedSecret, servesTheWayBack } from '../kubernetes/namedSecret';
import { wasSwitched } from '../model/wasSwitched';
import { asBefore, differs, notKnown, ReadAgain } from './ReadAgain';

/** Whether the Secrets are there with the data keys that the old template names; their values are not read. */
export const secrets: ReadAgain = {
  title: ({ execution }) =>
    `Secrets ${execution.secrets.map(({ name }) => name).join(', ')}`,
  async read(context) {
    const isSwitched = await wasSwitched(context);
    const { secrets: named, workload } = context.execution;
    if (!isSwitched) {
      return [];
    }
    return Promise.all(
      named.map(async ({ name }) => {
        const object = `Secret ${workload.namespace}/${name}`;
        const found = await readNamedSecret(context, name);
        const { isThere, names, missing, writtenAt } = found;
        if (!isThere) {
          return differs(object, 'It is not there any more.');
        }
        if (!names) {
          return notKnown(
            object,
            'It is there; the names of its data keys cannot be told from its metadata.',
          );
        }
        if (!servesTheWayBack(found)) {
          return differs(
            object,
            `It is there without ${missing.join(', ') || 'any data'}.`,
          );
        }
        const held = `It is there with ${names.join(', ')}`;
        const keys = await keysInSecret(context, context.config, name);
        const { key } = context.execution;
        if (key && keys?.length) {
          return keys.some(({ fingerprint }) => fingerprint === key.fingerprint)
            ? asBefore(object, `${held}, and holds the key ••••${key.last4}.`)
            : differs(
                object,
                `It holds the key ••••${keys[0].last4} by now, not ••••${key.last4}.`,
              );
        }
        const { switchedAt } = context.state;
        return switchedAt && writtenAt && writtenAt > switchedAt
          ? notKnown(
              object,
              `${held}. It was written at ${writtenAt}, after the switch; values are not read.`,
            )
          : asBefore(object, `${held}; values are not read.`);
      }),
    );
  },
};
