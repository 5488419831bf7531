import { Check } from 'backstage-plugin-irsa-common';
import { accessKey } from './accessKey';
import { batch } from './batch';
import { configProfiles } from './configProfiles';
import { derivedCredentials } from './derivedCredentials';
import { explicitKeys } from './explicitKeys';
import { health } from './health';
import { leftBehind } from './leftBehind';
import { lookAlike } from './lookAlike';
import { manager } from './manager';
import { networkPolicy } from './networkPolicy';
import { oidcProvider } from './oidcProvider';
import { CheckContext, PlanCheck } from './PlanCheck';
import { otherManagers } from './otherManagers';
import { podIdentity } from './podIdentity';
import { policy } from './policy';
import { presign } from './presign';
import { protectedNamespace } from './protectedNamespace';
import { region } from './region';
import { resourcePolicies } from './resourcePolicies';
import { operatingSystem } from './operatingSystem';
import { rights } from './rights';
import { roleBindings } from './roleBindings';
import { roleChaining } from './roleChaining';
import { roleName } from './roleName';
import { rolloutStrategy } from './rolloutStrategy';
import { scalers } from './scalers';
import { sdkVersion } from './sdkVersion';
import { secretContent } from './secretContent';
import { serviceAccount } from './serviceAccount';
import { sharedKey } from './sharedKey';
import { staticReferences } from './staticReferences';
import { trustSize } from './trustSize';
import { webhook } from './webhook';

/** In the order in which people should read them. */
const checks: PlanCheck[] = [
  protectedNamespace,
  lookAlike,
  manager,
  otherManagers,
  accessKey,
  staticReferences,
  leftBehind,
  health,
  rights,
  serviceAccount,
  roleBindings,
  oidcProvider,
  webhook,
  networkPolicy,
  operatingSystem,
  scalers,
  policy,
  roleName,
  trustSize,
  region,
  secretContent,
  sharedKey,
  configProfiles,
  derivedCredentials,
  explicitKeys,
  rolloutStrategy,
  batch,
  presign,
  roleChaining,
  resourcePolicies,
  podIdentity,
  sdkVersion,
];

/** Runs all checks. */
export function runChecks(context: CheckContext): Check[] {
  return checks.flatMap(check => check(context) ?? []);
}
