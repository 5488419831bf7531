import { containersOf, Json, listOf, podSpec } from './podTemplate';
import { ProfileFacts } from './textFacts';
import { World } from './World';

/** A config or credentials file of the SDKs that a container gets. */
export interface SdkFile {
  /** `ConfigMap/name`. */
  object: string;
  dataKey: string;
  /** Whether it goes with the key: a volume of it is detached. */
  isDetached: boolean;
  profiles: readonly ProfileFacts[];
}

type Files = Pick<World, 'workload' | 'object' | 'objects'>;

/** `Secret/name` of volumes that the plan takes out. */
function detachedVolumes({ workload }: Files): Set<string> {
  return new Set(
    workload.references
      .filter(
        ({ location, verdict }) =>
          location.startsWith('volume-') && verdict !== 's3-compatible',
      )
      .map(
        ({ objectKind = 'Secret', objectName }) =>
          `${objectKind}/${objectName}`,
      ),
  );
}

/** Every file with profiles among the objects of the workload. */
export function sdkFiles(world: Files): SdkFile[] {
  const detached = detachedVolumes(world);
  return world.objects.flatMap(({ kind, name, texts = {} }) =>
    Object.entries(texts).flatMap(([dataKey, { profiles }]) =>
      profiles
        ? [
            {
              object: `${kind}/${name}`,
              dataKey,
              isDetached: detached.has(`${kind}/${name}`),
              profiles,
            },
          ]
        : [],
    ),
  );
}

const PROFILE_VARIABLES = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'];

/** The profile that the SDK takes unless the code names one, and the variable that chooses it; without a name when that is not known. */
export function chosenProfile({
  object,
  objects,
}: Pick<World, 'object' | 'objects'>): {
  name?: string;
  variable?: string;
  isFromElsewhere: boolean;
} {
  const containers = containersOf(podSpec(object));
  const variables = containers
    .flatMap(({ container }) => listOf(container, 'env'))
    .filter(({ name }) => PROFILE_VARIABLES.includes(String(name)));
  const literal = variables.find(({ value }) => typeof value === 'string');
  if (literal) {
    return {
      name: String(literal.value),
      variable: String(literal.name),
      isFromElsewhere: false,
    };
  }
  const sources = containers.flatMap(({ container }) =>
    listOf(container, 'envFrom').flatMap(source => {
      const { kind, from } = source.secretRef
        ? { kind: 'Secret', from: source.secretRef }
        : { kind: 'ConfigMap', from: source.configMapRef };
      const of = objects.find(
        each => each.kind === kind && each.name === (from as Json)?.name,
      );
      return (of?.keys ?? []).map(key => `${source.prefix ?? ''}${key}`);
    }),
  );
  const variable =
    variables.map(({ name }) => String(name))[0] ??
    PROFILE_VARIABLES.find(name => sources.includes(name));
  return variable
    ? { variable, isFromElsewhere: true }
    : { name: 'default', isFromElsewhere: false };
}

/** The region of the chosen profile in files that go with the key. Without them the SDK would have none, or another one. */
export function carriedRegion(world: Files): string | undefined {
  const { name } = chosenProfile(world);
  const files = sdkFiles(world).filter(({ isDetached }) => isDetached);
  const profiles = files.flatMap(file => file.profiles);
  const regions = new Set(profiles.flatMap(({ region }) => region ?? []));
  return (
    profiles.find(profile => profile.name === name && profile.region)?.region ??
    (regions.size === 1 ? [...regions][0] : undefined)
  );
}

/** Objects mounted where SDKs look for files, whose content is not known. */
export function unreadSdkFiles({ object, objects }: Files): string[] {
  const spec = podSpec(object);
  const paths = containersOf(spec).flatMap(({ container }) => [
    ...listOf(container, 'env')
      .filter(({ name }) =>
        /^AWS_(CONFIG|SHARED_CREDENTIALS|CREDENTIAL)_FILE$/.test(String(name)),
      )
      .map(({ value }) => String(value ?? '')),
  ]);
  const mounts = containersOf(spec).flatMap(({ container }) =>
    listOf(container, 'volumeMounts'),
  );
  const volumes = new Set(
    mounts
      .filter(({ mountPath }) => {
        const path = String(mountPath).replace(/\/$/, '');
        return (
          /\/\.aws(\/(config|credentials))?$/.test(path) ||
          paths.some(each => each === path || each.startsWith(`${path}/`))
        );
      })
      .map(({ name }) => String(name)),
  );
  const sources = listOf(spec, 'volumes')
    .filter(({ name }) => volumes.has(String(name)))
    .flatMap(volume => [
      ...named('Secret', (volume.secret as Json | undefined)?.secretName),
      ...named('ConfigMap', (volume.configMap as Json | undefined)?.name),
    ]);
  return sources.filter(id =>
    objects.some(
      ({ kind, name, exists, texts }) =>
        `${kind}/${name}` === id && exists && texts === undefined,
    ),
  );
}

function named(kind: string, name: unknown): string[] {
  return typeof name === 'string' ? [`${kind}/${name}`] : [];
}
