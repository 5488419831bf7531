import { ConflictError } from '@backstage/errors';
import {
  FIELD_MANAGER,
  KINDS,
  METADATA,
  objectPath,
} from 'backstage-plugin-irsa-node';
import { statusOf } from '../../shared/statusOf';
import { RetireContext } from './RetireContext';
import { SecretNow } from './secretNow';

/**
 * Takes the AWS keys out of a Secret that holds other data too. Only the object and version that was read is changed, and
 * the answer has no values (RFC 6902 `test`; an object of another version or identity makes all of the patch fail).
 */
export async function takeKeysOut(
  { record, cluster, call }: RetireContext,
  name: string,
  { uid, resourceVersion, awsKeys }: SecretNow,
): Promise<void> {
  const { namespace } = record.execution.workload;
  const path = objectPath(KINDS.Secret, namespace, name);
  try {
    await call(
      {
        target: `Secret ${namespace}/${name}`,
        intent: `take out for ever: ${awsKeys.join(', ')}`,
      },
      () =>
        cluster.request({
          method: 'PATCH',
          path,
          query: { fieldManager: FIELD_MANAGER },
          headers: {
            Accept: METADATA,
            'Content-Type': 'application/json-patch+json',
          },
          body: [
            { op: 'test', path: '/metadata/uid', value: uid },
            {
              op: 'test',
              path: '/metadata/resourceVersion',
              value: resourceVersion,
            },
            ...awsKeys.map(key => ({
              op: 'remove',
              path: `/data/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`,
            })),
          ],
        }),
    );
  } catch (error) {
    if ([409, 422].includes(statusOf(error) ?? 0)) {
      throw new ConflictError(
        `Secret ${namespace}/${name} was changed while it was looked at, or cannot be changed, so nothing was taken out. Look at it, then repeat this.`,
      );
    }
    if (statusOf(error) === 403) {
      throw new ConflictError(
        `The portal may not change Secret ${namespace}/${name}. Grant it "patch" on secrets, or take ${awsKeys.join(
          ', ',
        )} out by hand.`,
      );
    }
    throw error;
  }
}
