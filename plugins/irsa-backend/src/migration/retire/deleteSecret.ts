import { ConflictError, InputError } from '@backstage/errors';
import {
  deleteObject,
  isNotThere,
  KINDS,
  objectPath,
} from 'backstage-plugin-irsa-node';
import { findAccessKey } from '../../accounts/iam';
import { statusOf } from '../../shared/statusOf';
import { MigrationRecord } from '../model/records';
import { RetireContext, RetireResult } from './RetireContext';
import { readSecretNow, SecretNow } from './secretNow';
import { takeKeysOut } from './takeKeysOut';
import { usersOfSecret } from './usersOfSecret';

/**
 * Deletes one Secret; of one that holds other data too, only the AWS keys. What it holds and who names it is read now, not
 * taken from the plan, and only the version that was read is deleted or changed.
 */
export async function deleteSecret(
  context: RetireContext,
): Promise<RetireResult> {
  const { record, request, by } = context;
  const { execution } = record;
  const { namespace } = execution.workload;
  const secret = execution.secrets.find(({ name }) => name === request.confirm);
  if (!secret) {
    throw new InputError(
      `Type the name of the Secret to delete it: ${execution.secrets
        .map(({ name }) => name)
        .join(' or ')}.`,
    );
  }
  if (execution.key) {
    const found = await findAccessKey(context.account.iam, execution.key);
    if (found && found.status !== 'Inactive') {
      throw new ConflictError(
        'The key is active. Switch it off before its Secret is deleted.',
      );
    }
  }
  const title = `Secret ${namespace}/${secret.name}`;
  const now = await readSecretNow(context, secret.name);
  // What else it holds stays, and only what would miss the AWS keys is in the way.
  const isMixed = now !== undefined && now.others.length > 0;
  if (isMixed && now.awsKeys.length === 0) {
    return done(
      record,
      secret.name,
      `${title} holds no AWS key any more; its other data (${now.others.join(
        ', ',
      )}) stays. Nothing was deleted.`,
    );
  }
  const users = await usersOfSecret(
    context,
    secret.name,
    isMixed ? now.awsKeys : undefined,
  );
  if (users.length > 0) {
    throw new ConflictError(
      `${title} is still ${isMixed ? 'read' : 'named'} by ${users
        .slice(0, 5)
        .join(', ')}. Change or remove them first.`,
    );
  }
  const unread =
    now && !now.areValuesCompared
      ? ' By names only: the portal may not read values here.'
      : '';
  if (isMixed) {
    await takeKeysOut(context, secret.name, now);
    return done(
      record,
      secret.name,
      `${by} took ${now.awsKeys.join(
        ', ',
      )} out of ${title}; its other data (${now.others.join(
        ', ',
      )}) stays.${unread} The portal keeps no values: it cannot bring them back.`,
    );
  }
  if (now) {
    await remove(context, secret.name, now);
  }
  return done(
    record,
    secret.name,
    now
      ? `${by} deleted ${title}.${unread} The portal keeps no values: it cannot bring it back. Rolling back to older revisions of the workload will fail.`
      : `${title} is gone already.`,
  );
}

function done(
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
  { record, request, cluster, journal }: RetireContext,
  name: string,
  { uid, resourceVersion }: SecretNow,
): Promise<void> {
  const { namespace } = record.execution.workload;
  try {
    await journal.call(
      {
        migrationId: record.id,
        step: request.act,
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
