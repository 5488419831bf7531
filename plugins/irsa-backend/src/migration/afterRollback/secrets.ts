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
        const { isThere, names, missing } = found;
        if (!isThere) {
          return differs(object, 'It is not there any more.');
        }
        if (!names) {
          return notKnown(
            object,
            'It is there; the names of its data keys cannot be told from its metadata.',
          );
        }
        return servesTheWayBack(found)
          ? asBefore(
              object,
              `It is there with ${names.join(', ')}; values are not read.`,
            )
          : differs(
              object,
              `It is there without ${missing.join(', ') || 'any data'}.`,
            );
      }),
    );
  },
};
