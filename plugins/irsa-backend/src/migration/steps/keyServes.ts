import { UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { findAccessKey } from '../../accounts/findAccessKey';
import { NeedsHumanError } from '../model/errors';
import { isOffByUs, notByUsInWords } from '../model/isOffByUs';
import { StepContext } from '../model/Step';

/**
 * Makes sure, by asking IAM now, that the old key works: without it the Pods of before could not. One that this
 * migration switched off is switched on again; one that others switched off or deleted is theirs to settle, before
 * anything else is taken back. Throws NeedsHumanError.
 */
export async function keyServes(context: StepContext): Promise<string> {
  const { key } = context.execution;
  if (!key) {
    return 'It is not known whether the key is active: it belongs to no account that the portal can read.';
  }
  const { iam } = context.account;
  const title = `access key ••••${key.last4} of ${key.userName}`;
  const read = () => context.read(() => findAccessKey(context.account, key));
  const found = await read();
  if (!found) {
    throw new NeedsHumanError(
      `The ${title} does not exist any more, so the old Pods could not work. Create a new key, write it into the Secret, then roll back once more.`,
    );
  }
  if (found.status === 'Active') {
    return `AWS shows the ${title} as active.`;
  }
  if (!isOffByUs(context.state) && !context.switchKeyOn) {
    throw new NeedsHumanError(
      `${notByUsInWords(
        `The ${title}`,
        context.state,
      )} The old Pods could not work. Nothing was taken back yet. Find out who switched it off, then roll back once more and let the rollback switch it on.`,
    );
  }
  await context.call({ target: title, intent: 'switch on' }, () =>
    iam.send(
      new UpdateAccessKeyCommand({
        UserName: found.userName,
        AccessKeyId: found.id,
        Status: 'Active',
      }),
    ),
  );
  const after = await read();
  if (after?.status !== 'Active') {
    throw new Error(
      `AWS shows the ${title} as ${
        after?.status ?? 'gone'
      } after it was switched on. Roll back once more in a minute.`,
    );
  }
  await context.setState({
    keyInactiveSince: undefined,
    soak: context.state.soak && {
      ...context.state.soak,
      keyState: 'active',
      keyOffSince: undefined,
      keyOffByOthers: undefined,
      keyOffDoubt: undefined,
    },
  });
  return 'The key is active again.';
}
