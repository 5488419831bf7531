import { StepContext } from './Step';

/** Says what a look finds that is made again and again, for days: only when it is something else than the last time. */
export async function sayOnce(
  context: StepContext,
  ...[words, level]: Parameters<StepContext['say']>
): Promise<void> {
  if (context.memory.said !== words) {
    await context.remember({ said: words });
    await context.say(words, level);
  }
}
