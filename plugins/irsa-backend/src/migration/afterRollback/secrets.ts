import { V1EnvVar, V1ObjectMeta } from '@kubernetes/client-node';
import {
  dataKeysOf,
  KINDS,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { StepContext } from '../model/Step';
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
        const found = await context.read(() =>
          readObject<{ metadata: V1ObjectMeta }>(
            context.cluster,
            objectPath(KINDS.Secret, workload.namespace, name),
            { metadataOnly: true },
          ),
        );
        if (!found) {
          return differs(object, 'It is not there any more.');
        }
        const names = dataKeysOf({ ...found.metadata });
        if (!names) {
          return notKnown(
            object,
            'It is there; the names of its data keys cannot be told from its metadata.',
          );
        }
        const missing = keysNamed(context, name).filter(
          key => !names.includes(key),
        );
        return missing.length > 0 || names.length === 0
          ? differs(
              object,
              `It is there without ${missing.join(', ') || 'any data'}.`,
            )
          : asBefore(
              object,
              `It is there with ${names.join(', ')}; values are not read.`,
            );
      }),
    );
  },
};

/** Data keys of the Secret that the old template names one by one. */
function keysNamed({ execution }: StepContext, secret: string): string[] {
  return execution.detach.removed.flatMap(({ element }) => {
    const { valueFrom } = element as Partial<V1EnvVar>;
    const reference = valueFrom?.secretKeyRef;
    return reference?.name === secret ? [reference.key] : [];
  });
}
