import { exists, KINDS, objectPath } from 'backstage-plugin-irsa-node';
import { asBefore, differs, ReadAgain } from './ReadAgain';

/** Whether the Secrets are there; what they hold is not read. */
export const secrets: ReadAgain = {
  title: ({ execution }) =>
    `Secrets ${execution.secrets.map(({ name }) => name).join(', ')}`,
  async read(context) {
    const { patching } = await context.memoryOf('cut-over');
    const { secrets: named, workload } = context.execution;
    if (!patching) {
      return [];
    }
    return Promise.all(
      named.map(async ({ name }) => {
        const object = `Secret ${workload.namespace}/${name}`;
        const there = await context.read(() =>
          exists(
            context.cluster,
            objectPath(KINDS.Secret, workload.namespace, name),
          ),
        );
        return there
          ? asBefore(object, 'It is there; the portal never changed it.')
          : differs(object, 'It is not there any more.');
      }),
    );
  },
};
