import { posix } from 'node:path';
import {
  FILE_VARIABLES,
  isDefaultCredentialsPath,
  isSuspiciousObjectName,
  lookUpName,
} from './credentialCatalogue';
import type { Candidate } from './detectCredentials';
import { verdictOfNames } from './detectEnvironment';
import {
  KeysOf,
  KeyToPath,
  ObjectKind,
  PodContainer,
  PodVolume,
} from './types';

interface Source {
  location: 'volume-secret' | 'volume-configMap' | 'volume-projected';
  kind: ObjectKind;
  name: string;
  items?: KeyToPath[];
  optional: boolean;
}

/** References from mounted Secrets and ConfigMaps: credentials files, and keys mounted one by one. */
export function detectVolumes(
  container: PodContainer,
  volumes: PodVolume[],
  keysOf: KeysOf,
): Candidate[] {
  const named = new Set(
    (container.env ?? [])
      .filter(({ name, value }) => FILE_VARIABLES.has(name) && value)
      .map(({ value }) => posix.normalize(value!)),
  );
  return (container.volumeMounts ?? []).flatMap(mount => {
    const volume = volumes.find(({ name }) => name === mount.name);
    return sourcesOf(volume).flatMap(source =>
      detectSource(source, mount, named, keysOf),
    );
  });
}

function detectSource(
  source: Source,
  mount: { mountPath: string; subPath?: string },
  namedFiles: Set<string>,
  keysOf: KeysOf,
): Candidate[] {
  const keys = keysOf(source.kind, source.name);
  const files =
    source.items ?? keys?.map(key => ({ key, path: key })) ?? undefined;
  const common = {
    location: source.location,
    objectKind: source.kind,
    objectName: source.name,
    mountPath: mount.mountPath,
    optional: source.optional,
    envNames: [],
  };
  const candidate = (
    keyNames: string[],
    idKeys: string[],
    judgement: ReturnType<typeof verdictOfNames>,
  ): Candidate[] => [
    {
      reference: { ...common, keyNames, ...judgement, readLevel: keys ? 1 : 0 },
      idKeys,
      literalKeys: [],
    },
  ];

  if (!files) {
    return detectUnknownKeys(source, mount, namedFiles, candidate);
  }
  const mounted = files.flatMap(({ key, path }) => {
    if (!mount.subPath) {
      return [{ key, file: posix.join(mount.mountPath, path) }];
    }
    const inside = posix.relative(mount.subPath, path);
    if (inside.startsWith('..')) {
      return [];
    }
    return [{ key, file: posix.join(mount.mountPath, inside) }];
  });
  const credentialFiles = mounted.filter(
    ({ file }) => namedFiles.has(file) || isDefaultCredentialsPath(file),
  );
  if (credentialFiles.length > 0) {
    const fileKeys = credentialFiles.map(({ key }) => key);
    return candidate(fileKeys, fileKeys, {
      verdict: 'static-aws',
      why: `Mounted as ${credentialFiles[0].file}, where SDKs look for a credentials file`,
    });
  }
  const single = mounted.flatMap(({ key }) => {
    const known = lookUpName(key);
    return known ? [{ key, known }] : [];
  });
  // One half alone is no credential: names such as `access-key` are used for much else.
  return single.some(({ known }) => known.part === 'id') &&
    single.some(({ known }) => known.part === 'secret')
    ? candidate(
        single.map(({ key }) => key),
        single.filter(({ known }) => known.part === 'id').map(({ key }) => key),
        verdictOfNames(single.map(({ known }) => known)),
      )
    : [];
}

function detectUnknownKeys(
  source: Source,
  mount: { mountPath: string; subPath?: string },
  namedFiles: Set<string>,
  candidate: (
    keyNames: string[],
    idKeys: string[],
    judgement: ReturnType<typeof verdictOfNames>,
  ) => Candidate[],
): Candidate[] {
  const directory = mount.mountPath.replace(/\/+$/, '');
  const file = [...namedFiles].find(
    path => path === directory || path.startsWith(`${directory}/`),
  );
  const isDefault =
    directory.endsWith('/.aws') || isDefaultCredentialsPath(directory);
  if (file || isDefault) {
    const key = posix.basename(file ?? '') || 'credentials';
    return candidate([], [key], {
      verdict: 'static-aws',
      why: `Mounted at ${mount.mountPath}, where SDKs look for a credentials file`,
    });
  }
  return isSuspiciousObjectName(source.name)
    ? candidate([], [], {
        verdict: 'uncertain',
        why: `${source.kind} ${source.name} sounds like AWS credentials, and the names of its keys are not known`,
      })
    : [];
}

function sourcesOf(volume: PodVolume | undefined): Source[] {
  if (volume?.secret) {
    const { secretName, items, optional = false } = volume.secret;
    return [
      {
        location: 'volume-secret',
        kind: 'Secret',
        name: secretName,
        items,
        optional,
      },
    ];
  }
  if (volume?.configMap) {
    const { name, items, optional = false } = volume.configMap;
    return [
      {
        location: 'volume-configMap',
        kind: 'ConfigMap',
        name,
        items,
        optional,
      },
    ];
  }
  return (volume?.projected?.sources ?? []).flatMap((source): Source[] => {
    const ref = source.secret ?? source.configMap;
    return ref
      ? [
          {
            location: 'volume-projected',
            kind: source.secret ? 'Secret' : 'ConfigMap',
            name: ref.name,
            items: ref.items,
            optional: ref.optional ?? false,
          },
        ]
      : [];
  });
}
