import { profilesChosenIn } from '../world/choices';
import { isNamedIn, MountedPath, mountedPaths } from '../world/namedPaths';
import { containersOf, podSpec } from '../world/podTemplate';
import { sdkFiles } from '../world/sdkFiles';
import { textsOfContainer } from '../world/textsOfContainer';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** Variables that a plan takes out together with the file. */
const TAKEN_OUT = /^AWS_(CONFIG|SHARED_CREDENTIALS|CREDENTIAL)_FILE$/;
/** Files of programs. Those of SDKs are called credentials and config. */
const OF_A_PROGRAM =
  /\.(ya?ml|json|toml|ini|conf|cfg|cnf|properties|xml|hcl|env|py|rb|php|js|sh)$|cfg$|^\.env|^\.?passwd/i;
/** Names that files of SDKs have. */
const OF_AN_SDK = /^(aws[-_.]?)?(credentials?|config)$/i;

/**
 * A volume with a file that holds the key goes whole. What is told to read that file does not find it, and what else the file
 * says is lost to the program.
 */
export const fileReaders: PlanCheck = context => {
  const paths = pathsOf(context);
  if (paths.length === 0) {
    return undefined;
  }
  const readers = readersOf(context, paths);
  if (readers.length > 0) {
    return answer('file-readers', 'F31', {
      state: 'warning',
      params: { places: readers, paths: paths.map(({ path }) => path) },
      message: `${short(readers)} ${
        readers.length > 1 ? 'name' : 'names'
      } a file or a profile that goes away with the key (${short(
        paths.map(({ path }) => path),
      )}). What reads it will fail.`,
      evidence:
        'Mounts, commands, probes, hooks and variables of the Pod template, and the texts of the ConfigMaps and Secrets that it gets.',
      fix: 'Let the program do without the file, so that it finds the role by itself; then make a new plan.',
    });
  }
  const files = programFiles(context);
  return files.length > 0
    ? answer('file-readers', 'F31', {
        state: 'warning',
        params: { files },
        message: `The key is in a file that a program reads by itself (${short(
          files,
        )}). The file goes whole, with all that it says besides.`,
        evidence:
          'Names of the data keys that hold the key, and whether they hold profiles.',
        fix: 'Let the program do without the key in the file and leave the rest, so that the program finds the role by itself; then make a new plan.',
      })
    : undefined;
};

/** Where containers have what goes away, unless another volume that stays is mounted below it. */
function pathsOf({ world }: CheckContext): MountedPath[] {
  const gone = [
    ...new Set(
      volumesThatGo(world).flatMap(({ mountPath }) =>
        mountPath ? [mountPath.replace(/\/$/, '')] : [],
      ),
    ),
  ];
  const mounted = mountedPaths(podSpec(world.object)).map(({ path }) => path);
  return gone.map(path => ({
    path,
    below: mounted.filter(
      each => each.startsWith(`${path}/`) && !gone.includes(each),
    ),
  }));
}

function volumesThatGo({ workload }: CheckContext['world']) {
  return workload.references.filter(
    ({ location, verdict }) =>
      location.startsWith('volume-') && verdict !== 's3-compatible',
  );
}

function readersOf({ world }: CheckContext, paths: MountedPath[]): string[] {
  const files = sdkFiles(world);
  const profiles = (isDetached: boolean) =>
    files
      .filter(file => file.isDetached === isDetached)
      .flatMap(file => file.profiles.map(({ name }) => name));
  const lost = new Set(profiles(true));
  profiles(false).forEach(name => lost.delete(name));
  const places = containersOf(podSpec(world.object)).flatMap(({ container }) =>
    textsOfContainer(container)
      .filter(({ variable = '' }) => !TAKEN_OUT.test(variable))
      .filter(
        ({ texts }) =>
          texts.some(text => paths.some(each => isNamedIn(text, each))) ||
          profilesChosenIn(texts.join(' ')).some(name => lost.has(name)),
      )
      .map(({ place }) => place),
  );
  const settings = world.objects.flatMap(
    ({ kind, name, isDetached, texts = {} }) =>
      Object.entries(texts)
        .filter(
          ([, { chooses = [], mounts = [] }]) =>
            chooses.some(each => lost.has(each)) ||
            // What goes away itself is no reader.
            (!isDetached && paths.some(({ path }) => mounts.includes(path))),
        )
        .map(([dataKey]) => `${dataKey} of ${kind} ${name}`),
  );
  return [...new Set([...places, ...settings])];
}

function programFiles({ world }: CheckContext): string[] {
  const sdk = new Set(
    sdkFiles(world).map(({ object, dataKey }) => `${object}/${dataKey}`),
  );
  // Where contents are known, a file without profiles is none of an SDK.
  const wasRead = (kind: string, name?: string) =>
    world.objects.some(
      each =>
        each.kind === kind && each.name === name && each.texts !== undefined,
    );
  return volumesThatGo(world).flatMap(
    ({ objectKind = 'Secret', objectName, keyNames }) =>
      keyNames
        .filter(
          name =>
            (OF_A_PROGRAM.test(name) ||
              (wasRead(objectKind, objectName) && !OF_AN_SDK.test(name))) &&
            !sdk.has(`${objectKind}/${objectName}/${name}`),
        )
        .map(name => `${name} of ${objectKind} ${objectName}`),
  );
}
