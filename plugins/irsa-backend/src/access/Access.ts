import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  PermissionRule,
} from '@backstage/plugin-permission-node';
import {
  IRSA_MIGRATION_TYPE,
  IRSA_ROLE_TYPE,
  IRSA_WORKLOAD_TYPE,
} from 'backstage-plugin-irsa-common';
import { migrationRules, roleRules, workloadRules } from './rules';
import { Place, PlaceCondition, PlaceCriteria } from './types';

/** What the policy lets a caller do with one permission. */
export interface Access {
  /** As a filter of lists; absent = everything. */
  within?: PlaceCriteria;
  covers(place: Place): boolean;
}

type AnyRule = PermissionRule<Place, PlaceCondition, string>;

const rules: Record<string, AnyRule[]> = {
  [IRSA_WORKLOAD_TYPE]: Object.values<AnyRule>(workloadRules as never),
  [IRSA_MIGRATION_TYPE]: Object.values<AnyRule>(migrationRules as never),
  [IRSA_ROLE_TYPE]: Object.values<AnyRule>(roleRules as never),
};

/** Undefined for a denial. Throws for conditions with an unknown rule or wrong parameters: a mistake of the policy. */
export function accessBy(decision: PolicyDecision): Access | undefined {
  if (decision.result === AuthorizeResult.ALLOW) {
    return { covers: () => true };
  }
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return undefined;
  }
  const ofType = rules[decision.resourceType] ?? [];
  const authorize = createConditionAuthorizer<Place, PlaceCondition>(ofType);
  return {
    within: createConditionTransformer<PlaceCondition, AnyRule[]>(ofType)(
      decision.conditions,
    ),
    covers: place => authorize(decision, place),
  };
}
