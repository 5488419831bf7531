import { NotAllowedError } from '@backstage/errors';
import {
  irsaPreviewBucketCreatePermission,
  Workload,
} from 'backstage-plugin-irsa-common';
import { placeOfWorkload } from '../access/places';
import { whomToAsk } from '../access/refusals';
import { AttachedPolicy } from '../accounts/types';
import { IrsaConfig } from '../config/IrsaConfig';
import { Caller } from '../access/Caller';
import { namesBucket } from './namesBucket';

type Settings = Pick<IrsaConfig, 'preview' | 'contact'>;

/** The preview was refused, with who may do it. */
class PreviewRefusedError extends NotAllowedError {
  constructor(
    message: string,
    readonly contact: string | undefined,
    /** The permission that would have allowed it. */
    readonly permission?: string,
  ) {
    super(`${message} Ask: ${whomToAsk(contact)}`);
  }
}

/**
 * Refuses everyone but the owners of a workload and the configured signers, whatever the portal's policy says: a preview
 * uses the workload's own key and role, so it shows what only its owners may read. Throws PreviewRefusedError.
 */
export async function checkOwner(
  caller: Caller,
  workload: Workload,
  { preview, contact }: Settings,
): Promise<void> {
  const { signers = [] } = preview;
  const refs = await caller.ownershipRefs();
  const { ownerRef } = workload;
  if (refs.some(ref => ref === ownerRef || signers.includes(ref))) {
    return;
  }
  const name = `${workload.kind} ${workload.namespace}/${workload.name}`;
  const owners = ownerRef
    ? `its owner ${ownerRef}`
    : 'nobody, because no owner of it is known';
  const others =
    signers.length > 0
      ? ` and ${signers.join(', ')} (irsa.preview.signers)`
      : '';
  throw new PreviewRefusedError(
    `A preview acts with the key and the role of ${name}. It may be made by ${owners}${others}.`,
    contact,
  );
}

/**
 * Refuses a bucket that neither the policies of the key's user nor those of the role name, unless the caller has the
 * permission for any bucket. Throws PreviewRefusedError.
 *
 * @param policies - of both; undefined when they could not be read
 */
export async function checkBucket(
  caller: Caller,
  bucket: string,
  policies: AttachedPolicy[] | undefined,
  workload: Workload,
  { contact }: Settings,
): Promise<void> {
  if (policies && namesBucket(policies, bucket)) {
    return;
  }
  const any = await caller.access(irsaPreviewBucketCreatePermission);
  if (any?.covers(placeOfWorkload(workload))) {
    return;
  }
  const { name } = irsaPreviewBucketCreatePermission;
  throw new PreviewRefusedError(
    policies
      ? `Bucket ${bucket} is not named by the policies of this service's key or role. Previewing it needs the permission ${name}.`
      : `The policies of this service's key and role could not be read, so it is not known whether bucket ${bucket} is one of its own. Previewing it needs the permission ${name}.`,
    contact,
    name,
  );
}
