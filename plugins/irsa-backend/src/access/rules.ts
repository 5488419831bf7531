import { PermissionRuleParams } from '@backstage/plugin-permission-common';
import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
  PermissionRule,
} from '@backstage/plugin-permission-node';
import {
  IRSA_MIGRATION_TYPE,
  IRSA_ROLE_TYPE,
  IRSA_WORKLOAD_TYPE,
} from 'backstage-plugin-irsa-common';
import { z } from 'zod';
import { Place, PlaceCondition } from './types';

/** References are workload ids: `cluster/namespace/kind/name`. @public */
export const irsaWorkloadResourceRef = createPermissionResourceRef<
  Place,
  PlaceCondition
>().with({ pluginId: 'irsa', resourceType: IRSA_WORKLOAD_TYPE });

/** References are ids of migrations. @public */
export const irsaMigrationResourceRef = createPermissionResourceRef<
  Place,
  PlaceCondition
>().with({ pluginId: 'irsa', resourceType: IRSA_MIGRATION_TYPE });

/** References are `account id/role name`. @public */
export const irsaRoleResourceRef = createPermissionResourceRef<
  Place,
  PlaceCondition
>().with({ pluginId: 'irsa', resourceType: IRSA_ROLE_TYPE });

const names = z.array(z.string());
const accountIds = z.array(z.string().regex(/^\d{12}$/));

type Claims = { claims: string[] };
type Clusters = { clusters: string[] };
type Namespaces = { namespaces: string[] };
type Accounts = { accounts: string[] };
type Rule<T extends string, P extends PermissionRuleParams> = PermissionRule<
  Place,
  PlaceCondition,
  T,
  P
>;

/** The same four rules for each type. */
type PlaceRules<T extends string> = {
  isOwner: Rule<T, Claims>;
  inCluster: Rule<T, Clusters>;
  inNamespace: Rule<T, Namespaces>;
  inAccount: Rule<T, Accounts>;
};

/** @param what - for people */
function rulesOf<T extends string>(
  resourceType: T,
  what: string,
): PlaceRules<T> {
  return {
    isOwner: createPermissionRule({
      name: 'IS_OWNER',
      description: `Whether one of the claims owns ${what}`,
      resourceType,
      paramsSchema: z.object({
        claims: names.describe('Entity refs of a user and their groups'),
      }),
      ...among('owners', ({ claims }: Claims) => claims),
    }),
    inCluster: createPermissionRule({
      name: 'IN_CLUSTER',
      description: `Whether ${what} is in one of the clusters`,
      resourceType,
      paramsSchema: z.object({ clusters: names.describe('Names of clusters') }),
      ...among('clusters', ({ clusters }: Clusters) => clusters),
    }),
    inNamespace: createPermissionRule({
      name: 'IN_NAMESPACE',
      description: `Whether ${what} is in one of the namespaces`,
      resourceType,
      paramsSchema: z.object({
        namespaces: names.describe('Names of namespaces, of any cluster'),
      }),
      ...among('namespaces', ({ namespaces }: Namespaces) => namespaces),
    }),
    inAccount: createPermissionRule({
      name: 'IN_ACCOUNT',
      description: `Whether a key or role of ${what} is in one of the AWS accounts`,
      resourceType,
      paramsSchema: z.object({
        accounts: accountIds.describe('AWS account ids of 12 digits'),
      }),
      ...among('accounts', ({ accounts }: Accounts) => accounts),
    }),
  };
}

function among<P>(part: keyof Place, valuesOf: (params: P) => string[]) {
  return {
    apply: (place: Place, params: P) =>
      place[part].some(value => valuesOf(params).includes(value)),
    toQuery: (params: P): PlaceCondition => ({
      part,
      values: valuesOf(params),
    }),
  };
}

export const workloadRules = rulesOf(IRSA_WORKLOAD_TYPE, 'the service');
export const migrationRules = rulesOf(
  IRSA_MIGRATION_TYPE,
  'the service of the migration or plan',
);
export const roleRules = rulesOf(
  IRSA_ROLE_TYPE,
  'the role, or a service that uses it,',
);

const workloads = createConditionExports({
  resourceRef: irsaWorkloadResourceRef,
  rules: workloadRules,
});
const migrations = createConditionExports({
  resourceRef: irsaMigrationResourceRef,
  rules: migrationRules,
});
const roles = createConditionExports({
  resourceRef: irsaRoleResourceRef,
  rules: roleRules,
});

/** For policies: conditions of permissions on services. @public */
export const irsaWorkloadConditions = workloads.conditions;
/** For policies: conditions of permissions on migrations and plans. @public */
export const irsaMigrationConditions = migrations.conditions;
/** For policies: conditions of permissions on roles. @public */
export const irsaRoleConditions = roles.conditions;
/** @public */
export const createIrsaWorkloadConditionalDecision =
  workloads.createConditionalDecision;
/** @public */
export const createIrsaMigrationConditionalDecision =
  migrations.createConditionalDecision;
/** @public */
export const createIrsaRoleConditionalDecision =
  roles.createConditionalDecision;
