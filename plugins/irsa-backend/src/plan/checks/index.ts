import { Check } from 'backstage-plugin-irsa-common';
import { accessKey } from './accessKey';
import { precedence } from './precedence';
import { sidecars } from './sidecars';
import { propagation } from './propagation';
import { thumbprint } from './thumbprint';
import { stsEndpoint } from './stsEndpoint';
import { agentNodes } from './agentNodes';
import { agentReach } from './agentReach';
import { agentRuns } from './agentRuns';
import { agentSdk } from './agentSdk';
import { association } from './association';
import { associationRights } from './associationRights';
import { roleAnnotation } from './roleAnnotation';
import { proxy } from './proxy';
import { mesh } from './mesh';
import { tokenFile } from './tokenFile';
import { startStorm } from './startStorm';
import { instanceRole } from './instanceRole';
import { longEndings } from './longEndings';
import { longRuns } from './longRuns';
import { imagePulls } from './imagePulls';
import { idleScaling } from './idleScaling';
import { identityPolicies } from './identityPolicies';
import { immutableSecret } from './immutableSecret';
import { optionalReferences } from './optionalReferences';
import { canary } from './canary';
import { capacity } from './capacity';
import { disruptionBudget } from './disruptionBudget';
import { chosenProfileFile } from './chosenProfile';
import { clusterAccess } from './clusterAccess';
import { clusterIssuer } from './clusterIssuer';
import { boundary } from './boundary';
import { sessionName } from './sessionName';
import { downtime } from './downtime';
import { emptyVariables } from './emptyVariables';
import { batch } from './batch';
import { configProfiles } from './configProfiles';
import { confinedReaders } from './confinedReaders';
import { derivedCredentials } from './derivedCredentials';
import { explicitKeys } from './explicitKeys';
import { fileReaders } from './fileReaders';
import { firstRole } from './firstRole';
import { health } from './health';
import { keyProviders } from './keyProviders';
import { leftBehind } from './leftBehind';
import { lookAlike } from './lookAlike';
import { manager } from './manager';
import { mountedStores } from './mountedStores';
import { nameSignIns } from './nameSignIns';
import { nestedContainers } from './nestedContainers';
import { networkPolicy } from './networkPolicy';
import { oidcProvider } from './oidcProvider';
import { CheckContext, PlanCheck } from './PlanCheck';
import { otherManagers } from './otherManagers';
import { podIdentity } from './podIdentity';
import { podLimits } from './podLimits';
import { policy } from './policy';
import { presign } from './presign';
import { protectedNamespace } from './protectedNamespace';
import { region } from './region';
import { resourcePolicies } from './resourcePolicies';
import { operatingSystem } from './operatingSystem';
import { proxiedRole } from './proxiedRole';
import { rights } from './rights';
import { roleBindings } from './roleBindings';
import { roleChaining } from './roleChaining';
import { roleName } from './roleName';
import { rolloutStrategy } from './rolloutStrategy';
import { scalers } from './scalers';
import { sdkVersion } from './sdkVersion';
import { secretContent } from './secretContent';
import { serviceAccount } from './serviceAccount';
import { sharedFiles } from './sharedFiles';
import { sourceCode } from './sourceCode';
import { sharedKey } from './sharedKey';
import { staticReferences } from './staticReferences';
import { templateUsers } from './templateUsers';
import { trustSize } from './trustSize';
import { userActions } from './userActions';
import { variableReaders } from './variableReaders';
import { vaultRole } from './vaultRole';
import { webhook } from './webhook';

/** In the order in which people should read them. */
const checks: PlanCheck[] = [
  protectedNamespace,
  lookAlike,
  manager,
  sharedFiles,
  otherManagers,
  accessKey,
  staticReferences,
  emptyVariables,
  leftBehind,
  health,
  capacity,
  podLimits,
  downtime,
  canary,
  disruptionBudget,
  rights,
  serviceAccount,
  precedence,
  sidecars,
  roleBindings,
  identityPolicies,
  vaultRole,
  mountedStores,
  oidcProvider,
  thumbprint,
  clusterIssuer,
  propagation,
  webhook,
  networkPolicy,
  operatingSystem,
  scalers,
  policy,
  boundary,
  roleName,
  trustSize,
  region,
  stsEndpoint,
  proxy,
  mesh,
  tokenFile,
  confinedReaders,
  instanceRole,
  proxiedRole,
  secretContent,
  immutableSecret,
  optionalReferences,
  imagePulls,
  sharedKey,
  configProfiles,
  chosenProfileFile,
  derivedCredentials,
  explicitKeys,
  keyProviders,
  sourceCode,
  variableReaders,
  nestedContainers,
  fileReaders,
  userActions,
  rolloutStrategy,
  idleScaling,
  longEndings,
  templateUsers,
  batch,
  longRuns,
  startStorm,
  presign,
  roleChaining,
  resourcePolicies,
  nameSignIns,
  clusterAccess,
  podIdentity,
  sdkVersion,
  sessionName,
];

/** About the token of IRSA, with which a role of EKS Pod Identity has nothing to do. */
const OF_TOKEN: ReadonlySet<PlanCheck> = new Set([
  oidcProvider,
  thumbprint,
  clusterIssuer,
  propagation,
  networkPolicy,
  operatingSystem,
  stsEndpoint,
  proxy,
  mesh,
  tokenFile,
  confinedReaders,
  startStorm,
  podIdentity,
  sdkVersion,
  sessionName,
]);

/** Asked in their place of a plan whose role comes by EKS Pod Identity. */
const OF_AGENT: PlanCheck[] = [
  association,
  associationRights,
  firstRole,
  roleAnnotation,
  agentRuns,
  agentNodes,
  agentReach,
  agentSdk,
];

/** Runs all checks that concern the way in which the Pods get the role. */
export function runChecks(context: CheckContext): Check[] {
  const asked =
    context.target.identity.kind === 'podIdentity'
      ? [...checks.filter(check => !OF_TOKEN.has(check)), ...OF_AGENT]
      : checks;
  return asked.flatMap(check => check(context) ?? []);
}
