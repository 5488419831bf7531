import { isAwsError } from '../../accounts/iam';
import { StepFailedError } from '../model/errors';
import { notShownInWords } from '../model/inWords';
import { StepContext } from '../model/Step';

/**
 * What is there, or is created when it is not. That it was about to be created is remembered first, and an earlier call may have succeeded
 * without an answer: then IAM says that it exists, and whose it is has to be asked. Throws StepFailedError when AWS does not show it.
 *
 * @param thing - its name in words, such as `role`
 */
export async function createOnce<T>(
  context: StepContext,
  thing: string,
  {
    arn,
    read,
    create,
  }: {
    arn: string;
    read: () => Promise<T | undefined>;
    create: () => Promise<unknown>;
  },
): Promise<T> {
  const before = await read();
  if (before) {
    return before;
  }
  await context.remember({ creating: true });
  try {
    await context.call({ target: arn, intent: `create ${thing}` }, create);
  } catch (error) {
    if (!isAwsError(error, 'EntityAlreadyExists')) {
      throw error;
    }
  }
  const found = await read();
  if (!found) {
    throw new StepFailedError(
      notShownInWords(
        `AWS does not show the ${thing} ${arn} after it was created.`,
      ),
    );
  }
  return found;
}
