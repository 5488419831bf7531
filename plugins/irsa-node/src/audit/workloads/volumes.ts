import { posix } from 'node:path';
import {
  isDefaultCredentialsPath,
  isSuspiciousObjectName,
  lookUpName,
} from '../../detect/credentialCatalogue';
import { KeyToPath, PodVolume } from '../../detect/types';
import { uniqueKeys } from '../values/keyIdentity';
import { meaningIn } from '../objects/meanings';
import { AuditedContainer } from '../objects/PodTemplate';
import { ObjectData } from '../types';
import { ValueFacts } from '../values/valueFacts';
import { judgeText } from '../values/judge';
import { isMailName } from '../values/mail';
import {
  byVerdict,
  Entry,
  Group,
  GroupJudgement,
  judgeGroup,
  Surroundings,
  withOtherHalf,
} from './entries';
import { DataOf, Environment, MarkOf } from './environment';
import { Renames } from './renames';
import { Source, sourcesOf } from './volumeSources';

interface File {
  key: string;
  /** Inside the volume. */
  path: string;
  /** In the container. */
  file: string;
  value?: ValueFacts;
}

export type VolumeFinding = Pick<
  Group,
  'location' | 'objectName' | 'objectKind' | 'optional' | 'path'
> &
  GroupJudgement & { mountPath: string };

const CREDENTIALS_VARIABLES = [
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CREDENTIAL_FILE',
];
/** Names of files that hold credentials of an object store, or settings with such credentials in them. */
const STORE_FILE =
  /^(objstore|object-?store|objectstorage|object-storage|thanos(-storage-config|-objstore)?|bucket|s3(-config)?|storage-?config)\.ya?ml$|^\.?s3cfg$|^rclone\.conf$|^core-site\.xml$|^credentials(\.ini)?$|^cloud$|^aws-?credentials?$/i;

/** Folders of a volume for such files: those of GitLab's charts are called `connection` and `config`. */
const STORE_FOLDER = /^(object-?_?)?storage\//i;

/** The credentials that a container gets from mounted Secrets and ConfigMaps. */
export function auditVolumes(
  container: AuditedContainer,
  volumes: readonly PodVolume[],
  { values, renames }: Pick<Environment, 'values' | 'renames'>,
  dataOf: DataOf,
  markOf: MarkOf,
  surroundings: Surroundings,
): VolumeFinding[] {
  const named = new Set([
    ...CREDENTIALS_VARIABLES.flatMap(name => values.get(name)?.path ?? []),
    ...renames.credentials,
  ]);
  const config = values.get('AWS_CONFIG_FILE')?.path;
  return (container.volumeMounts ?? []).flatMap((mount, at) => {
    const volume = volumes.find(({ name }) => name === mount.name);
    return sourcesOf(volume).flatMap((source): VolumeFinding[] => {
      const judged = judgeMount(source, mount, {
        named,
        config,
        dataOf,
        renamed: renames.files,
        surroundings: {
          ...surroundings,
          mark: markOf(source.kind, source.name),
        },
      });
      return judged
        ? [
            {
              location: source.location,
              objectName: source.name,
              objectKind: source.kind,
              optional: source.optional,
              mountPath: mount.mountPath,
              path: `${container.path}.volumeMounts[${at}]`,
              ...judged,
            },
          ]
        : [];
    });
  });
}

interface MountContext {
  /** Files that variables name as credentials files. */
  named: ReadonlySet<string>;
  config?: string;
  /** Files that a command reads into a variable with the name of a key. */
  renamed: Renames['files'];
  dataOf: DataOf;
  surroundings: Surroundings;
}

function judgeMount(
  source: Source,
  mount: { mountPath: string; subPath?: string },
  context: MountContext,
): GroupJudgement | undefined {
  const data = context.dataOf(source.kind, source.name);
  const keys =
    source.items ??
    (data && [...data.keys()].map(key => ({ key, path: key }))) ??
    namedByCommand(mount, context);
  if (!keys) {
    return judgeUnknown(source, mount, context);
  }
  const files = keys.flatMap(({ key, path }): File[] => {
    const file = placeOf(mount, path);
    return file === undefined
      ? []
      : [{ key, path, file, value: data?.get(key) }];
  });
  const isKnown = data !== undefined;
  return (
    judgeContents(files, context) ??
    judgePaths(files, isKnown, context) ??
    judgeNames(files, data, context) ??
    judgeFileNames(files, isKnown)
  );
}

/** Of a Secret that is not known, the keys that a command reads. */
function namedByCommand(
  { mountPath, subPath }: { mountPath: string; subPath?: string },
  { renamed }: MountContext,
): KeyToPath[] | undefined {
  const found = [...renamed.keys()].flatMap(file => {
    const inside = posix.relative(mountPath, file);
    return subPath || inside === '' || inside.startsWith('..')
      ? []
      : [{ key: inside, path: inside }];
  });
  return found.length > 0 ? found : undefined;
}

/** Where a file of the volume is in the container; undefined when the mount leaves it out. */
function placeOf(
  { mountPath, subPath }: { mountPath: string; subPath?: string },
  path: string,
): string | undefined {
  if (!subPath) {
    return posix.join(withSlashes(mountPath), path);
  }
  const inside = posix.relative(
    posix.normalize(subPath),
    posix.normalize(path),
  );
  return inside.startsWith('..')
    ? undefined
    : posix.join(withSlashes(mountPath), inside);
}

/** Folders of Windows. */
function withSlashes(path: string): string {
  return path.replace(/\\/g, '/');
}

/** Files whose text holds a credential, whatever their name. */
function judgeContents(
  files: readonly File[],
  { named, surroundings }: MountContext,
): GroupJudgement | undefined {
  const found = files.flatMap(({ key, file, value }) => {
    const text = value?.text;
    // For a file with a single value, the name decides.
    if (!text || (lookUpName(key) && text.names.length === 0)) {
      return [];
    }
    // The calls of the SDKs that read this file go to the endpoint in the variables.
    const isOfSdk = named.has(file) || isDefaultCredentialsPath(file);
    const { mark, endpoint: called } = surroundings;
    const byMark = text.ids.length === 0 ? mark?.kind : undefined;
    const endpoint =
      text.endpoint ?? (isOfSdk ? called?.kind : undefined) ?? byMark;
    const isMail =
      text.isMail ||
      (text.ids.length === 1 && text.parts.length === 0 && isMailName(key));
    return [{ key, text: { ...text, endpoint, isMail } }];
  });
  if (found.length === 0) {
    return undefined;
  }
  const judged = found.map(({ text }) => judgeText(text));
  const [worst] = [...judged].sort(byVerdict);
  return withOtherHalf(
    {
      ...worst,
      why: `A file that is mounted: ${worst.why[0].toLowerCase()}${worst.why.slice(
        1,
      )}`,
      entries: found.map(({ key }) => ({ keyName: key })),
      ids: uniqueKeys(found.flatMap(({ text }) => text.ids)),
      readLevel: 2,
    },
    files.map(({ key, value }) => ({ keyName: key, value })),
  );
}

/** Files in which SDKs look, when their content is not known. */
function judgePaths(
  files: readonly File[],
  isKnown: boolean,
  { named, config, surroundings }: MountContext,
): GroupJudgement | undefined {
  const unread = files.filter(({ value }) => value === undefined);
  const isConfig = (file: string) =>
    file === config || /\/\.aws\/config$/.test(file);
  const credentials = unread.filter(
    ({ file }) =>
      named.has(file) || (isDefaultCredentialsPath(file) && !isConfig(file)),
  );
  const chosen =
    credentials.length > 0
      ? credentials
      : unread.filter(({ file }) => isConfig(file));
  if (chosen.length === 0) {
    return undefined;
  }
  return {
    ...(credentials.length > 0
      ? credentialsFile(`Mounted as ${chosen[0].file}`, surroundings)
      : {
          verdict: 'uncertain',
          why: `Mounted as ${chosen[0].file}, which may hold keys or only settings`,
        }),
    confidence: 'name',
    entries: chosen.map(({ key }) => ({ keyName: key })),
    ids: [],
    readLevel: isKnown ? 1 : 0,
  };
}

/** A file in which SDKs look; its calls go to the endpoint in the variables. */
function credentialsFile(
  place: string,
  { mark, endpoint = mark }: Surroundings,
): Pick<GroupJudgement, 'verdict' | 'why'> {
  return endpoint?.kind === 'other'
    ? {
        verdict: 's3-compatible',
        why: `${place}, where SDKs look for a credentials file, and ${endpoint.name} points at a store that is not AWS`,
      }
    : {
        verdict: 'static-aws',
        why: `${place}, where SDKs look for a credentials file`,
      };
}

/** Keys mounted one by one, each a file with one value. */
function judgeNames(
  files: readonly File[],
  data: ObjectData | undefined,
  { surroundings, renamed }: MountContext,
): GroupJudgement | undefined {
  const isKnown = data !== undefined;
  const entries: Entry[] = files.map(({ key, path, file, value }) => ({
    keyName: key,
    known:
      lookUpName(key) ??
      meaningIn(data, key) ??
      renamed.get(file) ??
      lookUpName(posix.basename(path)),
    value,
  }));
  const judged = judgeGroup(
    {
      location: 'volume-secret',
      objectName: 'mounted',
      path: '',
      entries,
      readLevel: isKnown ? 1 : 0,
    },
    { ...surroundings, all: entries },
  );
  // A file with one half is often something else.
  const parts = new Set(judged?.entries.map(({ known }) => known?.part));
  return judged &&
    (judged.ids.length > 0 || (parts.has('id') && parts.has('secret')))
    ? judged
    : undefined;
}

/** Files that are called as those of object stores, while their text is not known. */
function judgeFileNames(
  files: readonly File[],
  isKnown: boolean,
): GroupJudgement | undefined {
  const chosen = files.filter(
    ({ key, path, value }) =>
      value === undefined &&
      (STORE_FILE.test(key) ||
        STORE_FILE.test(posix.basename(path)) ||
        STORE_FOLDER.test(path)),
  );
  return chosen.length === 0
    ? undefined
    : {
        verdict: 'uncertain',
        confidence: 'name',
        why: `Files called ${chosen[0].key} hold the settings of an object store, often with a key`,
        entries: chosen.map(({ key }) => ({ keyName: key })),
        ids: [],
        readLevel: isKnown ? 1 : 0,
      };
}

/** The names of the keys are not known. Only the place and the object's name can decide. */
function judgeUnknown(
  source: Source,
  mount: { mountPath: string; subPath?: string },
  { named, surroundings }: MountContext,
): GroupJudgement | undefined {
  const place = withSlashes(mount.mountPath).replace(/\/+$/, '');
  const file = [...named].find(
    path => path === place || path.startsWith(`${place}/`),
  );
  const isDefault =
    place.endsWith('/.aws') || /\/\.aws\/credentials$/.test(place);
  const base = { confidence: 'name' as const, ids: [], readLevel: 0 as const };
  if (file || isDefault) {
    const key =
      mount.subPath ??
      (file && file !== place ? posix.relative(place, file) : undefined);
    return {
      ...base,
      ...credentialsFile(`Mounted at ${mount.mountPath}`, surroundings),
      entries: key ? [{ keyName: key }] : [],
    };
  }
  return isSuspiciousObjectName(source.name)
    ? {
        ...base,
        verdict: 'uncertain',
        why: `${source.kind} ${source.name} sounds like AWS credentials, and the names of its keys are not known`,
        entries: mount.subPath ? [{ keyName: mount.subPath }] : [],
      }
    : undefined;
}
