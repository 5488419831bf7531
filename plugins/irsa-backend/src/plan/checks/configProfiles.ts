import { chosenProfile, sdkFiles, unreadSdkFiles } from '../world/sdkFiles';
import { takesProfileFirst } from '../world/sdkOrder';
import { ProfileFacts } from '../world/textFacts';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/**
 * Profiles decide before the role does: one that names a source which goes away makes most SDKs fail, and one that goes away takes
 * its role, region and settings along.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export const configProfiles: PlanCheck = ({ world, target }) => {
  const files = sdkFiles(world);
  const unread = unreadSdkFiles(world);
  const evidence = `Profiles in ${short(
    files.map(({ object, dataKey }) => `${object} (${dataKey})`),
  )}; values of keys are not looked at.`;
  const chosen = chosenProfile(world);
  const isChosen = ({ name }: ProfileFacts) =>
    chosen.isFromElsewhere || name === chosen.name;
  const kept = files.filter(file => !file.isDetached).flatMap(f => f.profiles);
  const gone = files.filter(file => file.isDetached).flatMap(f => f.profiles);
  const emptied = kept.filter(
    ({ credentialSource }) =>
      credentialSource === 'Environment' && variablesGo(world),
  );
  if (emptied.length > 0) {
    const params = { profiles: emptied.map(({ name }) => name) };
    return answer('config-profiles', 'F26', {
      state: emptied.some(isChosen) ? 'blocked' : 'warning',
      params,
      message: `Profile ${short(
        params.profiles,
      )} takes its credentials from the variables of the key (credential_source Environment), which go. The SDK then fails before it looks at the role.`,
      evidence,
      fix: `Replace credential_source by web_identity_token_file in that profile, or let ${target.roleArn} itself be allowed what the service needs; then make a new plan.`,
    });
  }
  const broken = kept.filter(profile => !standsAlone(profile, kept));
  if (broken.length > 0) {
    const params = { profiles: broken.map(({ name }) => name) };
    return answer('config-profiles', 'F26', {
      state: broken.some(isChosen) ? 'blocked' : 'warning',
      params,
      message: `Profile ${short(
        params.profiles,
      )} takes its credentials from another profile (source_profile ${short([
        ...new Set(broken.flatMap(({ sourceProfile }) => sourceProfile ?? [])),
      ])}), which goes away with the key. The SDK then fails before it looks at the role.`,
      evidence,
      fix: `Replace source_profile by role_arn and web_identity_token_file of a profile of its own, or let ${target.roleArn} itself be allowed what the service needs; then make a new plan.`,
    });
  }
  const roles = gone.filter(({ roleArn }) => roleArn);
  if (roles.length > 0) {
    const arns = roles.flatMap(({ roleArn }) => roleArn ?? []);
    return answer('config-profiles', 'F26', {
      state: roles.some(isChosen) ? 'blocked' : 'warning',
      params: { profiles: roles.map(({ name }) => name), roles: arns },
      message: `The file with the key also says to work as ${short(
        arns,
      )} (profile ${short(
        roles.map(({ name }) => name),
      )}). Without the file the service works as its new role and not as that one.`,
      evidence,
      fix: 'Put the profile into a file of its own with credentials that stay (web_identity_token_file), let that role trust the new one, and make a new plan.',
    });
  }
  const otherRoles = kept.filter(
    profile =>
      isChosen(profile) &&
      profile.roleArn !== undefined &&
      profile.roleArn !== target.roleArn,
  );
  const isFirst = takesProfileFirst(world.code);
  if (otherRoles.length > 0 && isFirst !== false) {
    const arns = otherRoles.flatMap(({ roleArn }) => roleArn ?? []);
    return answer('config-profiles', 'F6', {
      state: isFirst ? 'blocked' : 'warning',
      params: { profiles: otherRoles.map(({ name }) => name), roles: arns },
      message: `Profile ${short(
        otherRoles.map(({ name }) => name),
      )} says to work as ${short(arns)}. Once the key is gone, ${
        isFirst
          ? 'the SDK of the service takes that role and not the new one.'
          : 'some SDKs take that role before the new one.'
      }`,
      evidence,
      fix: `Take the profile out when the service is to work as its own role; else give the new role what the service needs of the other one${
        isFirst ? ', and take role_arn out of the profile' : ''
      }. Then make a new plan.`,
    });
  }
  const people = kept.filter(profile => isChosen(profile) && profile.hasSso);
  if (people.length > 0) {
    return answer('config-profiles', 'F6', {
      state: 'warning',
      params: { profiles: people.map(({ name }) => name) },
      message: `Profile ${short(
        people.map(({ name }) => name),
      )} signs in as a person does, through IAM Identity Center (sso_…), which no Pod can. Which comes first, it or the role, depends on the SDK.`,
      evidence,
      fix: 'Take the profile out, or the variable that chooses it; then make a new plan.',
    });
  }
  const process = [...kept, ...gone].filter(({ hasProcess }) => hasProcess);
  if (process.length > 0) {
    return answer('config-profiles', 'F6', {
      state: 'warning',
      params: { profiles: process.map(({ name }) => name) },
      message: `Profile ${short(
        process.map(({ name }) => name),
      )} gets its credentials from a program (credential_process). Which comes first, it or the role, depends on the SDK.`,
      evidence,
      fix: 'Take credential_process out of the profile when the program only hands out the key.',
    });
  }
  if (chosen.isFromElsewhere && gone.length > 0) {
    return answer('config-profiles', 'F6', {
      state: 'warning',
      message:
        'AWS_PROFILE comes from a Secret or ConfigMap and stays, while a file with profiles goes. Most SDKs fail when the profile is not there.',
      evidence: 'Variables of the Pod template.',
      fix: 'Take AWS_PROFILE out as well, then make a new plan.',
    });
  }
  const lost = [...new Set(gone.flatMap(({ others }) => others))];
  if (lost.length > 0) {
    return answer('config-profiles', 'F31', {
      state: 'warning',
      params: { settings: lost },
      message: `The file with the key also holds settings that go with it: ${short(
        lost,
      )}.`,
      evidence,
      fix: 'Put them into a config file of their own (AWS_CONFIG_FILE), or set them as variables, if the service needs them.',
    });
  }
  if (unread.length > 0) {
    return answer('config-profiles', 'F26', {
      state: 'notChecked',
      params: { objects: unread },
      message: `Whether ${short(
        unread,
      )} holds profiles that need the key is not known.`,
      evidence: `The content was not read (read level ${world.workload.readLevel}).`,
      fix: 'Allow the portal to read it (irsa.readLevel: 2), then make a new plan.',
    });
  }
  return files.length > 0
    ? answer('config-profiles', 'F26', {
        state: 'passed',
        params: { profiles: [...kept, ...gone].map(({ name }) => name) },
        message:
          'No profile that stays needs the key, and no other role or setting goes with it.',
        evidence,
      })
    : undefined;
};

/** Whether a static key in variables is among what the plan takes out. */
function variablesGo({ workload }: CheckContext['world']): boolean {
  return workload.references.some(
    ({ location, verdict }) =>
      location.startsWith('env') && verdict !== 's3-compatible',
  );
}

/** Whether a profile has all it needs among those that stay. */
function standsAlone(
  profile: ProfileFacts,
  all: readonly ProfileFacts[],
): boolean {
  const seen = new Set<string>();
  let current: ProfileFacts | undefined = profile;
  while (current?.sourceProfile) {
    if (seen.has(current.name)) {
      // A profile may name itself: its own key is then the source.
      return hasSource(current);
    }
    seen.add(current.name);
    const { sourceProfile } = current as ProfileFacts;
    current = all.find(({ name }) => name === sourceProfile);
  }
  return current !== undefined && (current === profile || hasSource(current));
}

function hasSource(profile: ProfileFacts): boolean {
  return (
    profile.hasKey ||
    profile.hasTokenFile ||
    profile.hasProcess ||
    profile.hasSso ||
    profile.credentialSource !== undefined
  );
}
