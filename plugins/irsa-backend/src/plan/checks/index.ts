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
import { unread, UnreadQuestion } from './notConnected';
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

/**
 * What is read in the account of the key, as a question. Their answers on an account that was not read would be about empty lists; what
 * stands in the way for another reason is said all the same.
 */
const OF_ACCOUNT: ReadonlyMap<PlanCheck, UnreadQuestion> = new Map<
  PlanCheck,
  UnreadQuestion
>([
  [
    otherManagers,
    ['other-managers', 'F35', 'Whether code keeps the user of the key'],
  ],
  [
    oidcProvider,
    ['oidc-provider', 'F12', "Whether the account trusts the cluster's issuer"],
  ],
  [
    clusterIssuer,
    [
      'cluster-issuer',
      'F44',
      'Whether a role there trusts an earlier issuer of this cluster',
    ],
  ],
  [propagation, ['propagation', 'F15', 'Whether the role is there already']],
  [
    policy,
    [
      'policy',
      'F45',
      'What the user of the key may do, and so what the role must be allowed,',
    ],
  ],
  [
    boundary,
    [
      'boundary',
      'F45',
      'Whether a boundary or the organization denies a role what the user may do',
    ],
  ],
  [
    roleName,
    [
      'role-name',
      'F46',
      'Whether a role or policy of the planned name is there',
    ],
  ],
  [trustSize, ['trust-policy', 'F14', 'How long a trust policy may be there']],
  [
    userActions,
    [
      'user-actions',
      'F24',
      'Whether the user may make calls that a role cannot',
    ],
  ],
  [
    resourcePolicies,
    [
      'resource-policies',
      'F23',
      'Whether policies of resources name the user of the key',
    ],
  ],
  [
    clusterAccess,
    [
      'cluster-access',
      'F23',
      'Whether the cluster lets the user of the key in by name',
    ],
  ],
]);

/** All of an association is asked of EKS with the rights of the account. */
const ASSOCIATION: UnreadQuestion = [
  'pod-identity',
  'F11',
  'Whether EKS Pod Identity can give the role',
];

/** Runs all checks that concern the way in which the Pods get the role. */
export function runChecks(context: CheckContext): Check[] {
  const { account } = context.world;
  const isByAssociation = context.target.identity.kind === 'podIdentity';
  const ofRole = isByAssociation
    ? checks.filter(check => !OF_TOKEN.has(check))
    : checks;
  if (account.notConnected) {
    return [
      ...ofRole.flatMap(check => {
        const said = check(context);
        const question = OF_ACCOUNT.get(check);
        return question ? unread(said, question) : said ?? [];
      }),
      ...(isByAssociation ? [unread(undefined, ASSOCIATION)] : []),
    ];
  }
  return [...ofRole, ...(isByAssociation ? OF_AGENT : [])].flatMap(
    check => check(context) ?? [],
  );
}
