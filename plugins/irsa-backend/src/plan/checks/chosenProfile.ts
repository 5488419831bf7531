import { containersOf, Json, listOf, podSpec } from '../world/podTemplate';
import { chosenProfile, sdkFiles, unreadSdkFiles } from '../world/sdkFiles';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

const FILES = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'];

const AFTERWARDS =
  'Without the variables of the key, SDKs of JavaScript, C++ and Rust take what the profile says before the new role, that of Python does when the profile names a role, and most fail when the profile is not there.';

/**
 * A profile that variables choose and whose file the portal does not see: in the image, or written by another container. What
 * profiles in the mounted objects say is asked by `configProfiles`.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export const chosenProfileFile: PlanCheck = ({ world }) => {
  const unseen = unseenFiles(world);
  const chosen = chosenProfile(world);
  const evidence = 'Variables and volumes of the Pod template.';
  if (unseen.length > 0) {
    return answer('chosen-profile', 'F6', {
      state: 'notChecked',
      params: { files: unseen },
      message: `${short(
        unseen,
      )} is in none of the mounted Secrets and ConfigMaps, so whether it names another role (role_arn, credential_source) is not known. ${AFTERWARDS}`,
      evidence,
      fix: 'Look into that file. Take the variable out of the Pod template when it only led to the key.',
    });
  }
  if (chosen.variable === undefined || unreadSdkFiles(world).length > 0) {
    return undefined;
  }
  const files = sdkFiles(world);
  if (chosen.isFromElsewhere) {
    return answer('chosen-profile', 'F6', {
      state: 'notChecked',
      params: { variable: chosen.variable },
      message: `${chosen.variable} comes from a Secret or ConfigMap, so which profile it chooses is not known. ${AFTERWARDS}`,
      evidence,
      fix: `Take ${chosen.variable} out when the service is to work as its own role; then make a new plan.`,
    });
  }
  return files.some(({ profiles }) =>
    profiles.some(({ name }) => name === chosen.name),
  )
    ? undefined
    : answer('chosen-profile', 'F6', {
        state: 'warning',
        params: { variable: chosen.variable, profile: chosen.name ?? '' },
        message: `${chosen.variable} chooses profile ${chosen.name}, which is in no mounted Secret or ConfigMap. ${AFTERWARDS}`,
        evidence,
        fix: `Take ${chosen.variable} out of the Pod template, or make sure that the profile names no other role; then make a new plan.`,
      });
};

/** Files that variables name and that lie in no mounted Secret or ConfigMap, as `AWS_CONFIG_FILE (/opt/aws/config)`. */
function unseenFiles({ object }: CheckContext['world']): string[] {
  const spec = podSpec(object);
  const seen = new Set(
    listOf(spec, 'volumes')
      .filter(({ secret, configMap, projected }) =>
        Boolean(secret ?? configMap ?? projected),
      )
      .map(({ name }) => name),
  );
  return [
    ...new Set(
      containersOf(spec).flatMap(({ container }) =>
        listOf(container, 'env')
          .filter(({ name }) => FILES.includes(String(name)))
          .filter(({ value }) => {
            const volume = volumeOf(container, String(value ?? ''));
            return volume === undefined || !seen.has(volume);
          })
          .map(({ name, value }) =>
            value === undefined
              ? `${name} (its value is not known)`
              : `${name} (${value})`,
          ),
      ),
    ),
  ];
}

/** The volume in which a path of a container lies: that of the longest mount above it. */
function volumeOf(container: Json, path: string): unknown {
  const mounts = listOf(container, 'volumeMounts')
    .map(({ name, mountPath }) => ({
      name,
      at: String(mountPath).replace(/\/$/, ''),
    }))
    .filter(({ at }) => path === at || path.startsWith(`${at}/`))
    .sort((one, other) => other.at.length - one.at.length);
  return mounts[0]?.name;
}
