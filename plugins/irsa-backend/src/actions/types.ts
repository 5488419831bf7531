import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { GuardedAct, Guards } from '../guard/guardedAct';
import { Inventory } from '../inventory/types';
import { MigrationService } from '../migration/types';
import { PlanService } from '../plan/types';
import { Subjects } from '../subjects/Subjects';
import { TrustReviewService } from '../trust/reviews/types';
import { TrustService } from '../trust/types';

/** The parts of the running plugin that actions use: those of the REST API. */
export interface ActionParts {
  inventory: Inventory;
  plans: PlanService;
  migrations: MigrationService;
  trust: TrustService;
  reviews: TrustReviewService;
  subjects: Subjects;
}

/** What one action is registered with. */
export interface ActionEnvironment {
  registry: ActionsRegistryService;
  /**
   * Acts as the caller, under the permissions, conditions and audit events of the REST API. Throws
   * ServiceUnavailableError while the plugin does not work, with the reason for those who may see it.
   */
  act<T>(
    credentials: BackstageCredentials,
    act: (parts: ActionParts) => Omit<GuardedAct<T>, 'credentials' | 'request'>,
  ): Promise<T>;
}

/** The services behind `act`. */
export type ActionGuards = Guards;
