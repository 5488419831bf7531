import {
  DeleteAccessKeyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { ConflictError, InputError } from '@backstage/errors';
import { findAccessKey } from '../../accounts/iam';
import { RetireContext, RetireResult } from './RetireContext';

/** Switches the key off. One call can switch it on again. */
export async function deactivateKey(
  context: RetireContext,
): Promise<RetireResult> {
  await setStatus(context, 'Inactive');
  const keyOffSince = new Date(context.now()).toISOString();
  const { record, request, by } = context;
  const { soak } = record.state;
  return {
    changes: {
      status: 'keyInactive',
      state: {
        ...record.state,
        keyInactiveSince: keyOffSince,
        soak: soak && { ...soak, keyState: 'inactive', keyOffSince },
      },
    },
    message: `${by} switched the key ••••${record.execution.key?.last4} off${
      request.reason ? `: ${request.reason}` : '.'
    }`,
  };
}

export async function reactivateKey(
  context: RetireContext,
): Promise<RetireResult> {
  await setStatus(context, 'Active');
  const { record, by } = context;
  const { soak } = record.state;
  return {
    changes: {
      status: 'soaking',
      state: {
        ...record.state,
        keyInactiveSince: undefined,
        // It was shown with the key off, which it is not any more.
        proofs: record.state.proofs.map(proof =>
          proof.level === 'L6'
            ? {
                level: proof.level,
                state: 'pending' as const,
                detail: 'The key is active again.',
                at: new Date(context.now()).toISOString(),
              }
            : proof,
        ),
        soak: soak && { ...soak, keyState: 'active', keyOffSince: undefined },
      },
    },
    message: `${by} switched the key ••••${record.execution.key?.last4} on again.`,
  };
}

/** Deletes the key. This cannot be undone. */
export async function deleteKey(context: RetireContext): Promise<RetireResult> {
  const { record, request, account, journal, by } = context;
  const key = keyOf(context);
  if (request.confirm !== key.last4) {
    throw new InputError(
      'Type the last four characters of the key id to delete it.',
    );
  }
  const found = await findAccessKey(account.iam, key);
  if (found && found.status !== 'Inactive') {
    throw new ConflictError(
      `The key ••••${key.last4} was switched on by someone else. Switch it off and let it cool first.`,
    );
  }
  if (found) {
    await journal.call(
      { ...about(context), intent: 'delete access key for ever' },
      () =>
        account.iam.send(
          new DeleteAccessKeyCommand({
            UserName: key.userName,
            AccessKeyId: found.id,
          }),
        ),
    );
    if (await findAccessKey(account.iam, key)) {
      throw new ConflictError(
        `AWS still shows the key ••••${key.last4} after it was deleted. Look again in a minute.`,
      );
    }
  }
  const { soak } = record.state;
  return {
    changes: {
      status: 'retired',
      finishedAt: new Date(context.now()).toISOString(),
      state: {
        ...record.state,
        soak: soak && { ...soak, keyState: 'deleted' },
      },
    },
    message: `${by} deleted the key ••••${key.last4} of ${key.userName}. It cannot be brought back.`,
  };
}

async function setStatus(
  context: RetireContext,
  status: 'Active' | 'Inactive',
): Promise<void> {
  const { iam } = context.account;
  const key = keyOf(context);
  const found = await findAccessKey(iam, key);
  if (!found) {
    throw new ConflictError(
      `The user ${key.userName} has no key ••••${key.last4} any more.`,
    );
  }
  if (found.status === status) {
    return;
  }
  await context.journal.call(
    {
      ...about(context),
      intent: status === 'Active' ? 'switch on' : 'switch off',
    },
    () =>
      iam.send(
        new UpdateAccessKeyCommand({
          UserName: key.userName,
          AccessKeyId: found.id,
          Status: status,
        }),
      ),
  );
  const after = await findAccessKey(iam, key);
  if (after?.status !== status) {
    throw new ConflictError(
      `AWS shows the key ••••${key.last4} as ${
        after?.status ?? 'gone'
      } after it was set to ${status}. Look again in a minute.`,
    );
  }
}

function keyOf({ record }: RetireContext) {
  const { key } = record.execution;
  if (!key) {
    throw new ConflictError(
      'The key of this migration is not known in a readable account.',
    );
  }
  return key;
}

function about(context: RetireContext) {
  const key = keyOf(context);
  return {
    migrationId: context.record.id,
    step: context.request.act,
    target: `access key ••••${key.last4} of ${key.userName}`,
  };
}
