import { NotFoundError } from '@backstage/errors';
import { Role, workloadId, WorkloadRef } from 'backstage-plugin-irsa-common';
import { Inventory } from '../inventory/types';
import { MigrationService } from '../migration/types';
import { PlanService } from '../plan/types';
import { RiskService } from '../risks/types';
import { TrustService } from '../trust/types';
import { Access } from '../access/Access';
import { placeOfRole, placeOfWorkload } from '../access/places';
import { RoleOwners } from './RoleOwners';
import { Place } from '../access/types';

/** What a request is about. */
export interface Subject {
  /** Absent when its workload is gone: nobody but who may do everything reaches it. */
  place?: Place;
  /** For people, with its owner: `Deployment production/test of group:default/payments`. */
  words: string;
  /** The answer to who may not see it, which is that to a name that does not exist. */
  hidden: NotFoundError;
}

export interface SubjectParts {
  inventory: Pick<Inventory, 'get'>;
  migrations: Pick<MigrationService, 'get'>;
  plans: Pick<PlanService, 'get'>;
  trust: Pick<TrustService, 'get'>;
  risks: Pick<RiskService, 'workloadOf'>;
  roleOwners: RoleOwners;
}

/** Finds what requests are about. Each throws the subject's `hidden` error when there is no such object. */
export class Subjects {
  constructor(private readonly parts: SubjectParts) {}

  async workload(ref: WorkloadRef): Promise<Subject> {
    const hidden = hiddenError(`workload ${workloadId(ref)}`);
    const subject = await this.ofWorkload(ref, hidden);
    if (!subject.place) {
      throw hidden;
    }
    return subject;
  }

  async migration(id: string): Promise<Subject> {
    const hidden = hiddenError(`migration ${id}`);
    const { workload } = await orHidden(this.parts.migrations.get(id), hidden);
    return this.ofWorkload(workload, hidden);
  }

  async plan(id: string): Promise<Subject> {
    const hidden = hiddenError(`plan ${id}`);
    const { request } = await orHidden(this.parts.plans.get(id), hidden);
    return this.ofWorkload(request.workload, hidden);
  }

  async risk(id: string): Promise<Subject> {
    const hidden = hiddenError(`accepted risk ${id}`);
    const ref = await orHidden(this.parts.risks.workloadOf(id), hidden);
    return this.ofWorkload(ref, hidden);
  }

  async role(accountId: string, name: string): Promise<Subject> {
    const hidden = hiddenError(`role ${name} in account ${accountId}`);
    const role = await orHidden(this.parts.trust.get(accountId, name), hidden);
    const place = await this.placeOfRole(role);
    return { place, words: `role ${accountId}/${name}`, hidden };
  }

  /** Those that the asker may see. */
  async coveredRoles(roles: Role[], { covers }: Access): Promise<Role[]> {
    const kept: Role[] = [];
    for (const role of roles) {
      if (covers(await this.placeOfRole(role))) {
        kept.push(role);
      }
    }
    return kept;
  }

  private async placeOfRole(role: Role): Promise<Place> {
    return placeOfRole(role, await this.parts.roleOwners.of(role));
  }

  private async ofWorkload(
    ref: WorkloadRef,
    hidden: NotFoundError,
  ): Promise<Subject> {
    const words = `${ref.kind} ${ref.namespace}/${ref.name}`;
    try {
      const workload = await this.parts.inventory.get(ref);
      const { ownerRef } = workload;
      return {
        place: placeOfWorkload(workload),
        words: `${words} (${
          ownerRef ? `owner: ${ownerRef}` : 'no owner known'
        })`,
        hidden,
      };
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return { words: `${words}, which is gone`, hidden };
      }
      throw error;
    }
  }
}

function hiddenError(what: string): NotFoundError {
  return new NotFoundError(`There is no ${what}, or you may not see it.`);
}

async function orHidden<T>(
  read: Promise<T>,
  hidden: NotFoundError,
): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw (error as Error).name === 'NotFoundError' ? hidden : error;
  }
}
