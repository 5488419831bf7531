import {
  DeleteAccessKeyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { ConflictError, InputError } from '@backstage/errors';
import { Proof } from 'backstage-plugin-irsa-common';
import { findAccessKey } from '../../accounts/findAccessKey';
import { readKeyUse } from '../../accounts/readKeyUse';
import { decided } from './decided';
import {
  RetireActDefinition,
  RetireContext,
  RetireSight,
} from './RetireContext';

/** Switches the key off. One call can switch it on again. */
export const deactivateKey: RetireActDefinition = {
  async check(sight) {
    await mustFind(sight);
    await assertNoNewUse(sight);
  },
  isDone: async sight => (await find(sight))?.status === 'Inactive',
  async perform(context) {
    const { record, request, by } = context;
    if (!context.isBegun) {
      await assertNoNewUse(context);
    }
    const isOurs = await setStatus(context, 'Inactive');
    const keyOffSince = new Date(context.now()).toISOString();
    const { soak } = record.state;
    const title = `the key ••••${record.execution.key?.last4}`;
    return {
      changes: {
        status: 'keyInactive',
        state: {
          ...record.state,
          keyInactiveSince: keyOffSince,
          proofs: withRetired(record.state.proofs, {
            detail: `The key is off since ${keyOffSince}; AWS has not been asked for a use of the role since then yet.`,
            at: keyOffSince,
          }),
          soak: soak && {
            ...soak,
            keyState: 'inactive',
            keyOffSince,
            keyOffByOthers: !isOurs,
            keyOffDoubt: undefined,
          },
        },
      },
      message: isOurs
        ? `${by} switched ${title} off${decided(request)}${
            request.reason ? `: ${request.reason}` : '.'
          }`
        : `${by} asked to switch ${title} off. It was off already; its cooling time begins now.`,
    };
  },
};

/** "It works with the key off" is to be shown anew: what was seen was seen with the key in its other state. */
function withRetired(
  proofs: readonly Proof[],
  now: Pick<Proof, 'detail' | 'at'>,
): Proof[] {
  return proofs.map(proof =>
    proof.level === 'L6' ? { level: 'L6', state: 'pending', ...now } : proof,
  );
}

export const reactivateKey: RetireActDefinition = {
  async check(sight) {
    await mustFind(sight);
  },
  isDone: async sight => (await find(sight))?.status === 'Active',
  async perform(context) {
    const { record, by } = context;
    const isOurs = await setStatus(context, 'Active');
    const { soak } = record.state;
    const title = `the key ••••${record.execution.key?.last4}`;
    return {
      changes: {
        status: 'soaking',
        state: {
          ...record.state,
          keyInactiveSince: undefined,
          // It was shown with the key off, which it is not any more.
          proofs: withRetired(record.state.proofs, {
            detail: 'The key is active again.',
            at: new Date(context.now()).toISOString(),
          }),
          soak: soak && {
            ...soak,
            keyState: 'active',
            keyOffSince: undefined,
            keyOffByOthers: undefined,
            keyOffDoubt: undefined,
          },
        },
      },
      message: isOurs
        ? `${by} switched ${title} on again.`
        : `${by} asked to switch ${title} on. It was on already.`,
    };
  },
};

/** Deletes the key. This cannot be undone. */
export const deleteKey: RetireActDefinition = {
  async check(sight) {
    const key = keyOf(sight);
    if (sight.request.confirm !== key.last4) {
      throw new InputError(
        'Type the last four characters of the key id to delete it.',
      );
    }
    const found = await find(sight);
    if (found && found.status !== 'Inactive') {
      throw new ConflictError(
        `The key ••••${key.last4} was switched on by someone else. Switch it off and let it cool first.`,
      );
    }
  },
  isDone: async sight => (await find(sight)) === undefined,
  async perform(context) {
    const { record, account, by } = context;
    const key = keyOf(context);
    await deleteKey.check(context);
    const found = await find(context);
    if (found) {
      await context.call(
        { ...about(context), intent: 'delete access key for ever' },
        () =>
          account.iam.send(
            new DeleteAccessKeyCommand({
              UserName: found.userName,
              AccessKeyId: found.id,
            }),
          ),
      );
      if (await find(context)) {
        throw new ConflictError(
          `AWS still shows the key ••••${key.last4} after it was deleted. Look again in a minute.`,
        );
      }
    }
    const title = `the key ••••${key.last4} of ${key.userName}`;
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
      message:
        found || context.isBegun
          ? `${by} deleted ${title}. It cannot be brought back.`
          : `${by} asked to delete ${title}. It was gone already.`,
    };
  },
};

/**
 * A use of the key after the switch that the watch has not seen yet is in the way, unless somebody gave a reason: a key that
 * leaked must go at once.
 */
async function assertNoNewUse(sight: RetireSight): Promise<void> {
  const { soak } = sight.record.state;
  if (!soak || sight.request.reason?.trim()) {
    return;
  }
  const { lastUsedAt, service, region } = await sight.read(() =>
    readKeyUse(sight.account, keyOf(sight)),
  );
  if (
    lastUsedAt &&
    lastUsedAt !== soak.keyLastUsedAt &&
    Date.parse(lastUsedAt) > Date.parse(soak.startedAt)
  ) {
    throw new ConflictError(
      `The key was used at ${[lastUsedAt, service, region]
        .filter(Boolean)
        .join(
          ', ',
        )}, after the portal last looked. The soak will tell within minutes what follows from it.`,
    );
  }
  const [latest] = (await sight.callers())?.others ?? [];
  if (
    latest &&
    Date.parse(latest.last) > Date.parse(soak.callers?.lastAt ?? soak.startedAt)
  ) {
    throw new ConflictError(
      `CloudTrail shows ${latest.actions[0]} in ${latest.regions[0]} with the key at ${latest.last}, not by the portal, after it last looked. The soak will tell within the hour what follows from it; the page of the migration lists who called, and from where, for who may migrate the service.`,
    );
  }
}

/** Returns whether this act has set it; false when it was so before. */
async function setStatus(
  context: RetireContext,
  status: 'Active' | 'Inactive',
): Promise<boolean> {
  const { iam } = context.account;
  const key = keyOf(context);
  const found = await mustFind(context);
  if (found.status === status) {
    return context.isBegun;
  }
  await context.call(
    {
      ...about(context),
      intent: status === 'Active' ? 'switch on' : 'switch off',
    },
    () =>
      iam.send(
        new UpdateAccessKeyCommand({
          UserName: found.userName,
          AccessKeyId: found.id,
          Status: status,
        }),
      ),
  );
  const after = await find(context);
  if (after?.status !== status) {
    throw new ConflictError(
      `AWS shows the key ••••${key.last4} as ${
        after?.status ?? 'gone'
      } after it was set to ${status}. Look again in a minute.`,
    );
  }
  return true;
}

function find(sight: RetireSight) {
  return sight.read(() => findAccessKey(sight.account, keyOf(sight)));
}

async function mustFind(sight: RetireSight) {
  const found = await find(sight);
  if (!found) {
    const { userName, last4 } = keyOf(sight);
    throw new ConflictError(
      `The user ${userName} has no key ••••${last4} any more: somebody else deleted it, so there is nothing left to switch or delete.`,
    );
  }
  return found;
}

function keyOf({ record }: RetireSight) {
  const { key } = record.execution;
  if (!key) {
    throw new ConflictError(
      'The key of this migration was found in no AWS account that the portal can read. Let it read the account of the key, then repeat this.',
    );
  }
  return key;
}

function about(context: RetireContext) {
  const { last4, userName } = keyOf(context);
  return { target: `access key ••••${last4} of ${userName}` };
}
