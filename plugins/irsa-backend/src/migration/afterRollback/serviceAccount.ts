import { ObjectAfterRollback } from 'backstage-plugin-irsa-common';
import {
  annotationsDiffering,
  readServiceAccount,
} from '../kubernetes/annotations';
import { asBefore, differs, ReadAgain } from './ReadAgain';

export const serviceAccount: ReadAgain = {
  title: ({
    execution: {
      workload,
      serviceAccount: { name },
    },
  }) => `ServiceAccount ${workload.namespace}/${name}`,
  async read(context): Promise<ObjectAfterRollback[]> {
    const { annotating } = await context.memoryOf('ensure-service-account');
    const { creating } = await context.memoryOf(
      context.execution.podIdentity ? 'ensure-association' : 'prove-role',
    );
    if (!annotating && !creating) {
      return [];
    }
    const object = serviceAccount.title(context);
    const account = await readServiceAccount(context);
    if (!account) {
      return [
        creating
          ? asBefore(object, 'It is gone again.')
          : differs(object, 'It was there before and is gone.'),
      ];
    }
    const { annotations, previous } = context.execution.serviceAccount;
    const names = annotationsDiffering(
      account,
      Object.fromEntries(
        Object.keys(annotations).map(key => [key, previous[key] ?? null]),
      ),
    );
    if (names.length > 0) {
      return [differs(object, `Not as before: ${names.join(', ')}.`)];
    }
    return [
      creating
        ? differs(object, 'It was created and stays, without the role.')
        : asBefore(object, 'Its annotations are as before.'),
    ];
  },
};
