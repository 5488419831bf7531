import { FIRST_STEPS, firstHalf } from './firstHalf';
import { StepContext } from './Step';

/**
 * The same context about the first role: its account, in which writes are fenced too, its part of the execution, and what its own
 * steps have stored. Throws when the plan has none.
 */
export function firstContext(context: StepContext): StepContext {
  const execution = firstHalf(context.execution);
  if (!execution) {
    throw new Error('The plan has no role in the account of the cluster.');
  }
  const changes: Partial<StepContext> = {
    execution,
    account: context.accountOf(execution.accountId),
    memoryOf: id => context.memoryOf(FIRST_STEPS[id] ?? id),
    others: async () =>
      (await context.others()).map(record => ({
        ...record,
        execution: firstHalf(record.execution) ?? record.execution,
      })),
  };
  // What changes meanwhile is read from the context itself.
  return Object.create(context, Object.getOwnPropertyDescriptors(changes));
}
