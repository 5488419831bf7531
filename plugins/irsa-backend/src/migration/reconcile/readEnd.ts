import { NotFoundError } from '@backstage/errors';
import { FootingFact } from 'backstage-plugin-irsa-common';
import { ClusterHandle } from '../../clusters/types';
import { wasLeft } from '../afterRollback/ReadAgain';
import { referencesFooting, WorkloadLook } from '../footing/references';
import { roleFooting, roleTitle } from '../footing/role';
import {
  identityTitle,
  serviceAccountFooting,
} from '../footing/serviceAccount';
import { workloadFooting } from '../footing/workload';
import { associationTitle } from '../kubernetes/association';
import { workloadTitle } from '../kubernetes/objects';
import { broken, holds, notKnown } from '../model/Footing';
import { firstHalf } from '../model/firstHalf';
import { MigrationRecord } from '../model/records';
import { ClusterContext } from '../model/Step';
import { AccountPage } from '../soak/AccountPage';
import { scrub } from '../../shared/scrub';
import { associationLeft } from './associationLeft';

/** What the portal has read already for all migrations of an account and of a cluster. */
export interface EndSight {
  page: Promise<AccountPage>;
  /** That of the cluster's account, where an association names a role of it first. */
  firstPage?: Promise<AccountPage>;
  /** From the inventory, which follows the cluster, unless it is asked for afresh. */
  workload: WorkloadLook;
  /** To read the ServiceAccount, the template and the Pods. */
  cluster(): ClusterHandle;
  /** Whether a later migration of the workload says what it is given now. */
  isSuperseded: boolean;
}

/**
 * Whether what a migration ended with is so still. Roles, providers and keys come from the page of the account, references
 * from the inventory, and afresh where it shows something bad: that costs no call of its own as long as all is well. The ServiceAccount, the template and the Pods of
 * a retired workload are read from its cluster. What cannot be read is `notKnown`.
 */
export async function readEnd(
  record: MigrationRecord,
  sight: EndSight,
): Promise<FootingFact[]> {
  const parts =
    record.status === 'retired'
      ? await ofRetired(record, sight)
      : await ofUndone(record, sight);
  return parts.flat();
}

async function ofRetired(
  record: MigrationRecord,
  { page, firstPage, workload, cluster, isSuperseded }: EndSight,
): Promise<FootingFact[][]> {
  const { execution } = record;
  const first = firstHalf(execution);
  const ref = execution.workload;
  const context = () => contextOf(record, cluster);
  // Without its workload, a role may go.
  if (isSuperseded || !(await isThere(workload))) {
    return [await keyStaysOff(record, page)];
  }
  return Promise.all([
    orNotKnown(roleTitle(execution), async () =>
      roleFooting(await (await page).role(execution), execution),
    ),
    first
      ? orNotKnown(roleTitle(first), async () =>
          roleFooting(await (await firstPage!).role(first), first),
        )
      : [],
    providerStays(record, page),
    orNotKnown(identityTitle(execution), async () =>
      serviceAccountFooting(context()),
    ),
    orNotKnown(workloadTitle(ref), async () => workloadFooting(context())),
    orNotKnown(`References of ${execution.workload.name}`, () =>
      referencesFooting(workload, execution),
    ),
    keyStaysOff(record, page),
  ]);
}

/** After a rollback, a failure, or when a person closed it: nothing carries the id of the migration any more. */
async function ofUndone(
  record: MigrationRecord,
  { page, firstPage, workload, cluster, isSuperseded }: EndSight,
): Promise<FootingFact[][]> {
  const { execution } = record;
  return Promise.all([
    nothingLeft(record, page),
    firstPage
      ? nothingLeft(record, firstPage, ' in the account of the cluster')
      : [],
    // A later migration writes its own id on it.
    isSuperseded || !execution.podIdentity
      ? []
      : orNotKnown(associationTitle(execution), async () =>
          associationLeft(record, contextOf(record, cluster)),
        ),
    isSuperseded || record.status !== 'rolledBack'
      ? []
      : keyServes(record, page, workload),
  ]);
}

/**
 * A role that still, or again, carries the id of a migration that has ended: a write of a paused process arrived late
 * (decision 11), or somebody made it anew. What the rollback named as left is known.
 */
function nothingLeft(
  { id, status, state }: MigrationRecord,
  page: Promise<AccountPage>,
  where = '',
): Promise<FootingFact[]> {
  const title = `IAM roles of migration ${id}${where}`;
  return orNotKnown(title, async () => {
    const found = (await page).rolesOfMigration(id);
    const isNamed = (name: string) =>
      wasLeft(state.afterRollback?.objects, `IAM role ${name}`);
    const left = found.filter(({ name }) => !isNamed(name));
    return left.length === 0
      ? [holds(title, 'There is none, beside those that were named as left.')]
      : left.map(({ name }) =>
          broken(
            `IAM role ${name}`,
            `It carries the id of this migration, which is ${status}. A write arrived late, or somebody made it anew. Look who uses it, then remove it by hand.`,
          ),
        );
  });
}

/** The workload went back to its key: it must be one that works. */
function keyServes(
  { execution: { key } }: MigrationRecord,
  page: Promise<AccountPage>,
  workload: WorkloadLook,
): Promise<FootingFact[]> {
  if (!key) {
    return Promise.resolve([]);
  }
  const object = `Access key ••••${key.last4} of ${key.userName}`;
  return orNotKnown(object, async () => {
    const isGiven = async (options?: { afresh: boolean }) =>
      (await workload(options)).keys.some(
        ({ fingerprint }) => fingerprint === key.fingerprint,
      );
    const given = await isGiven();
    const { state } = given ? await (await page).keyUse(key) : { state: '' };
    if (state === 'active') {
      return [holds(object, 'AWS shows it as active.')];
    }
    if (!given || !(await isGiven({ afresh: true }))) {
      return [holds(object, 'The workload is not given it any more.')];
    }
    return [
      broken(
        object,
        `The workload is given this key, and AWS shows it as ${
          state === 'inactive' ? 'switched off' : 'deleted'
        }.`,
      ),
    ];
  });
}

/** Without it, or without its audience, STS gives the role to no Pod. */
function providerStays(
  { execution }: MigrationRecord,
  page: Promise<AccountPage>,
): Promise<FootingFact[]> {
  if (execution.podIdentity) {
    return Promise.resolve([]);
  }
  const { arn, audience } = execution.provider;
  const object = `OpenID Connect provider ${arn}`;
  return orNotKnown(object, async () => {
    const audiences = await (await page).providerAudiences(execution);
    if (!audiences) {
      return [broken(object, 'It does not exist any more.')];
    }
    return [
      audiences.includes(audience)
        ? holds(object, `It accepts ${audience}.`)
        : broken(object, `It does not accept ${audience} any more.`),
    ];
  });
}

function keyStaysOff(
  { execution: { key } }: MigrationRecord,
  page: Promise<AccountPage>,
): Promise<FootingFact[]> {
  if (!key) {
    return Promise.resolve([]);
  }
  const object = `Access key ••••${key.last4} of ${key.userName}`;
  return orNotKnown(object, async () => {
    const { state } = await (await page).keyUse(key);
    return [
      state === 'active'
        ? broken(object, 'It was retired, and AWS shows it as active.')
        : holds(object, 'AWS does not accept it.'),
    ];
  });
}

function contextOf(
  { execution }: MigrationRecord,
  cluster: EndSight['cluster'],
): ClusterContext {
  return { execution, cluster: cluster(), read: call => call() };
}

async function isThere(workload: WorkloadLook): Promise<boolean> {
  try {
    await workload();
    return true;
  } catch (error) {
    return (error as Error).name !== NotFoundError.name;
  }
}

async function orNotKnown(
  object: string,
  read: () => Promise<FootingFact[]>,
): Promise<FootingFact[]> {
  try {
    return await read();
  } catch (error) {
    const { name, message = String(error) } = error as Error;
    return name === NotFoundError.name
      ? []
      : [notKnown(object, `It could not be read: ${scrub(message)}`)];
  }
}
