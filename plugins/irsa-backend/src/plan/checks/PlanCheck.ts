import { AwsHalf, Check, PlanDelivery } from 'backstage-plugin-irsa-common';
import { DetachProblem } from 'backstage-plugin-irsa-node';
import { IamAccessKey, IamRole, IamUser } from '../../accounts/types';
import { TargetNames } from '../world/planTarget';
import { DerivedPolicy } from '../policy/derivePolicy';
import { DetachIntent, OtherPlace, PlanExecution } from '../types';
import { World } from '../world/World';

/** The input of checks: the world, and what the plan would do. */
export interface CheckContext {
  world: World;
  target: TargetNames;
  provider: PlanExecution['provider'];
  trustDocument: string;
  intent?: DetachIntent;
  problems: DetachProblem[];
  key?: IamAccessKey;
  user?: IamUser;
  policy?: DerivedPolicy;
  /** The existing role with the planned name, if there is one. */
  role?: IamRole;
  /** Who makes role, policy and provider. */
  awsHalf: AwsHalf;
  /** How the change comes to the workload; absent until that was looked at. */
  delivery?: PlanDelivery;
  /** Where else the files of the change request come to; absent until that was looked at. */
  otherPlaces?: readonly OtherPlace[];
}

/** One question that is answered before anything is changed. Pure. */
export type PlanCheck = (context: CheckContext) => Check | undefined;

/** Makes the answer of a check. `key` is `<id>.<state>`. */
export function answer(
  id: string,
  failureMode: string | undefined,
  result: {
    state: Check['state'];
    message: string;
    evidence: string;
    fix?: string;
    params?: Check['params'];
  },
): Check {
  const { params = {}, ...rest } = result;
  return {
    id,
    ...(failureMode ? { failureMode } : {}),
    key: `${id}.${result.state}`,
    params,
    ...rest,
  };
}

/** A short list for a sentence: at most five names. */
export function short(names: readonly string[]): string {
  return names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ');
}
