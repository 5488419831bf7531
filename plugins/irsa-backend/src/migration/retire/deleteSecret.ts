import { ConflictError, InputError } from '@backstage/errors';
import {
  deleteObject,
  isNotThere,
  KINDS,
  objectPath,
} from 'backstage-plugin-irsa-node';
import { findAccessKey } from '../../accounts/findAccessKey';
import { statusOf } from '../../shared/statusOf';
import { MigrationRecord } from '../model/records';
import {
  RetireActDefinition,
  RetireContext,
  RetireResult,
  RetireSight,
} from './RetireContext';
import { readSecretNow, SecretNow } from './secretNow';
import { takeKeysOut } from './takeKeysOut';
import { usersOfSecret } from './usersOfSecret';

const NO_VALUES = 'The portal keeps no values: it cannot bring';
const NO_WAY_BACK = `${NO_VALUES} it back. Rolling back to older revisions of the workload will fail.`;

/**
 * Deletes one Secret; of one that holds other data too, only the AWS keys. What it holds and who names it is read now, not
 * taken from the plan, and only the version that was read is deleted or changed.
 */
export const deleteSecret: RetireActDefinition = {
  async check(sight) {
    await look(sight);
  },
  isDone: async sight => isClear(await readSecretNow(sight, nameOf(sight))),
  async perform(context) {
    const { record, by, isBegun } = context;
    const name = nameOf(context);
    const title = `Secret ${record.execution.workload.namespace}/${name}`;
    const now = await look(context);
    const stays = `its other data (${now?.others.join(', ')}) stays`;
    if (!now) {
      return done(
        record,
        name,
        isBegun
          ? `${by} deleted ${title}. ${NO_WAY_BACK}`
          : `${title} is gone already.`,
      );
    }
    if (isClear(now)) {
      return done(
        record,
        name,
        isBegun
          ? `${by} took the AWS keys out of ${title}; ${stays}. ${NO_VALUES} them back.`
          : `${title} holds no AWS key any more; ${stays}. Nothing was deleted.`,
      );
    }
    const unread = now.areValuesCompared
      ? ''
      : ' By names only: the portal may not read values here.';
    if (now.others.length > 0) {
      await takeKeysOut(context, name, now);
      return done(
        record,
        name,
        `${by} took ${now.awsKeys.join(
          ', ',
        )} out of ${title}; ${stays}.${unread} ${NO_VALUES} them back.`,
      );
    }
    await remove(context, name, now);
    return done(
      record,
      name,
      `${by} deleted ${title}.${unread} ${NO_WAY_BACK}`,
    );
  },
};

/** The Secret that was typed. Throws InputError when it is none of the migration's. */
export function nameOf({ record, request }: RetireSight): string {
  const { secrets } = record.execution;
  const secret = secrets.find(({ name }) => name === request.confirm);
  if (!secret) {
    throw new InputError(
      `Type the name of the Secret to delete it: ${secrets
        .map(({ name }) => name)
        .join(' or ')}.`,
    );
  }
  return secret.name;
}

/** Whether nothing is left to do: the Secret is gone, or holds other data only. */
export function isClear(now: SecretNow | undefined): boolean {
  return !now || (now.others.length > 0 && now.awsKeys.length === 0);
}

/** Reads what the Secret holds; undefined when it is gone. Throws ConflictError while it may not be touched. */
async function look(sight: RetireSight): Promise<SecretNow | undefined> {
  const { execution } = sight.record;
  const name = nameOf(sight);
  const now = await readSecretNow(sight, name);
  if (!now || isClear(now)) {
    return now;
  }
  if (now.keeper) {
    throw new ConflictError(
      `Secret ${execution.workload.namespace}/${name} is kept as its source says by ${now.keeper}, which would make it again. Take it out of the source; when it is gone from the cluster, ask once more and the portal notes it.`,
    );
  }
  await assertUnused(sight, name, now);
  return now;
}

/** What the Secret holds is of no use to anybody any more. Throws ConflictError. */
export async function assertUnused(
  sight: RetireSight,
  name: string,
  now: SecretNow,
): Promise<void> {
  const { execution } = sight.record;
  if (execution.key) {
    const { key } = execution;
    const found = await sight.read(() => findAccessKey(sight.account, key));
    if (found && found.status !== 'Inactive') {
      throw new ConflictError(
        'The key is active. Switch it off before its Secret is deleted.',
      );
    }
  }
  // What else it holds stays, and only what would miss the AWS keys is in the way.
  const isMixed = now.others.length > 0;
  const users = await usersOfSecret(
    sight,
    name,
    isMixed ? now.awsKeys : undefined,
  );
  if (users.length > 0) {
    throw new ConflictError(
      `Secret ${execution.workload.namespace}/${name} is still ${
        isMixed ? 'read' : 'named'
      } by ${users.slice(0, 5).join(', ')}. Change or remove them first.`,
    );
  }
}

/** What is kept once a Secret is gone, or holds no key any more. */
export function done(
  record: MigrationRecord,
  name: string,
  message: string,
): RetireResult {
  const deletedSecrets = [
    ...new Set([...(record.state.deletedSecrets ?? []), name]),
  ];
  const left = record.execution.secrets.filter(
    secret => !deletedSecrets.includes(secret.name),
  );
  return {
    changes: {
      state: {
        ...record.state,
        deletedSecrets,
        secretState: left.length === 0 ? 'deleted' : 'present',
      },
    },
    message,
  };
}

/** Deletes exactly the object that was read, in the version that was read. */
async function remove(
  { record, cluster, call }: RetireContext,
  name: string,
  { uid, resourceVersion }: SecretNow,
): Promise<void> {
  const { namespace } = record.execution.workload;
  try {
    await call(
      {
        target: `Secret ${namespace}/${name}`,
        intent: 'delete for ever',
      },
      () =>
        deleteObject(cluster, objectPath(KINDS.Secret, namespace, name), {
          uid,
          resourceVersion,
        }),
    );
  } catch (error) {
    if (statusOf(error) === 409) {
      throw new ConflictError(
        `Secret ${namespace}/${name} was changed while it was looked at, so it was not deleted. Look at it, then repeat this.`,
      );
    }
    if (!isNotThere(error)) {
      throw error;
    }
  }
}
