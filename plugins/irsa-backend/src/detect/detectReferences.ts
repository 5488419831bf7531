import {
  CredentialReference,
  ReferenceLocation,
} from '@internal/plugin-irsa-common';
import { containersOf, Json, listOf } from '../plan/podTemplate';
import {
  isAwsHost,
  isCredentialsFileName,
  isEndpointName,
  meaningOf,
  NameMeaning,
} from './nameCatalogue';

/** What has to be known besides the Pod template. */
export interface DetectContext {
  /** Names of the data keys of an object; undefined when they could not be learned. */
  keysOf: (
    kind: 'Secret' | 'ConfigMap',
    name: string,
  ) => readonly string[] | undefined;
  /** The ServiceAccount carries a role: a static key then shadows it. */
  hasRole: boolean;
  /** What the names of keys rest on. */
  readLevel: 0 | 1 | 2;
}

type Draft = Omit<CredentialReference, 'verdict'> & {
  certainty: 'sure' | 'maybe' | 'unknown';
};

const accessKeyPattern = /\b(AKIA|ASIA)[A-Z2-7]{16}\b/;
const javaOption = /-Daws\.(accessKeyId|secretKey|secretAccessKey)=/;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const record = (value: unknown): Json | undefined =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Json)
    : undefined;

/**
 * Every place of a Pod template (PodSpec) from which a container gets a static AWS credential. Pure; names only go in and come out,
 * but for literals, of which only the name is kept.
 */
export function detectReferences(
  spec: Json,
  context: DetectContext,
): CredentialReference[] {
  return containersOf(spec).flatMap(({ type, container }) => {
    const drafts = [
      ...fromVariables(container, context),
      ...fromWholeObjects(container, context),
      ...fromVolumes(spec, container, context),
      ...fromArguments(container, context),
    ];
    const foreign = foreignEndpoint(container);
    return drafts.map(({ certainty, ...draft }) => ({
      ...draft,
      container: text(container.name) ?? '',
      containerType: type,
      ...judge(certainty, foreign, context.hasRole, draft.why),
    }));
  });
}

function judge(
  certainty: Draft['certainty'],
  foreign: string | undefined,
  hasRole: boolean,
  why: string | undefined,
): Pick<CredentialReference, 'verdict' | 'why'> {
  if (foreign) {
    return {
      verdict: 's3-compatible',
      why: `${why}; ${foreign} points to a store that is not AWS`,
    };
  }
  if (certainty !== 'sure') return { verdict: 'uncertain', why };
  return hasRole
    ? {
        verdict: 'irsa-shadowed',
        why: `${why}; the ServiceAccount has a role that this key hides`,
      }
    : { verdict: 'static-aws', why };
}

function fromVariables(container: Json, context: DetectContext): Draft[] {
  const groups = new Map<string, Draft>();
  for (const variable of listOf(container, 'env')) {
    const name = text(variable.name) ?? '';
    const source = record(variable.valueFrom);
    const reference =
      record(source?.secretKeyRef) ?? record(source?.configMapKeyRef);
    const key = text(reference?.key);
    const meaning = meaningOf(name) ?? (key ? meaningOf(key) : undefined);
    if (!meaning || meaning.part === 'file') continue;
    // An empty literal switches a credential off on purpose.
    if (!reference && !text(variable.value)) continue;
    const kind = source?.secretKeyRef
      ? ('Secret' as const)
      : ('ConfigMap' as const);
    const location: ReferenceLocation = reference
      ? kind === 'Secret'
        ? 'env-secretKeyRef'
        : 'env-configMapKeyRef'
      : 'env-literal';
    const objectName = text(reference?.name);
    const at = `${location}/${objectName ?? ''}`;
    const draft = groups.get(at) ?? {
      ...blank(location, context),
      ...(objectName ? { objectKind: kind, objectName } : {}),
      ...(reference ? { readLevel: 0 as const } : {}),
      why: reference
        ? `the variable's name`
        : 'a literal value in the manifest, named like an AWS credential',
    };
    draft.envNames.push(name);
    if (key) draft.keyNames.push(key);
    if (reference?.optional === true) draft.optional = true;
    draft.certainty = stronger(draft.certainty, meaning);
    groups.set(at, draft);
  }
  return [...groups.values()];
}

function fromWholeObjects(container: Json, context: DetectContext): Draft[] {
  return listOf(container, 'envFrom').flatMap(source => {
    const kind = source.secretRef
      ? ('Secret' as const)
      : ('ConfigMap' as const);
    const reference = record(source.secretRef) ?? record(source.configMapRef);
    const objectName = text(reference?.name);
    if (!reference || !objectName) return [];
    const prefix = text(source.prefix) ?? '';
    const keys = context.keysOf(kind, objectName);
    const location =
      kind === 'Secret'
        ? ('envFrom-secret' as const)
        : ('envFrom-configMap' as const);
    if (!keys) {
      // Unknown is not "no keys", but a name without any hint is no finding either.
      if (kind !== 'Secret' || !/aws|s3|iam/i.test(objectName)) return [];
      return [
        {
          ...blank(location, context),
          objectKind: kind,
          objectName,
          readLevel: 0 as const,
          certainty: 'unknown' as const,
          why: 'the name of the Secret; the names of its keys could not be read',
        },
      ];
    }
    const found = keys
      .map(key => ({ key, meaning: meaningOf(key) }))
      .filter(each => each.meaning && each.meaning.part !== 'file');
    if (!found.length) return [];
    return [
      {
        ...blank(location, context),
        objectKind: kind,
        objectName,
        keyNames: found.map(each => each.key),
        envNames: found.map(each => prefix + each.key),
        ...(reference.optional === true ? { optional: true } : {}),
        certainty: found.reduce<Draft['certainty']>(
          (sofar, each) =>
            stronger(
              sofar,
              meaningOf(prefix + each.key) ?? {
                part: 'id',
                certainty: 'maybe',
              },
            ),
          'maybe',
        ),
        why: `names of keys in the ${kind}`,
      },
    ];
  });
}

function fromVolumes(
  spec: Json,
  container: Json,
  context: DetectContext,
): Draft[] {
  const named = new Set(
    listOf(container, 'env')
      .filter(variable =>
        [
          'AWS_SHARED_CREDENTIALS_FILE',
          'AWS_CREDENTIAL_FILE',
          'AWS_CONFIG_FILE',
        ].includes(text(variable.name) ?? ''),
      )
      .map(variable => text(variable.value) ?? ''),
  );
  return listOf(container, 'volumeMounts').flatMap(mount => {
    const volume = listOf(spec, 'volumes').find(
      each => each.name === mount.name,
    );
    const mountPath = (text(mount.mountPath) ?? '').replace(/\/$/, '');
    return sourcesOf(volume).flatMap<Draft>(source => {
      const { kind, name, items, projected } = source;
      const keys =
        items ?? context.keysOf(kind, name)?.map(key => ({ key, path: key }));
      const files = (keys ?? [])
        .map(item => ({
          ...item,
          file: text(mount.subPath)
            ? mount.subPath === item.path
              ? mountPath
              : undefined
            : `${mountPath}/${item.path}`,
        }))
        .filter(item => item.file !== undefined)
        .filter(
          item =>
            named.has(item.file!) ||
            /\/\.aws\/credentials$/.test(item.file!) ||
            isCredentialsFileName(item.key),
        );
      const location: ReferenceLocation = projected
        ? 'volume-projected'
        : kind === 'Secret'
        ? 'volume-secret'
        : 'volume-configMap';
      const base = {
        ...blank(location, context),
        objectKind: kind,
        objectName: name,
        mountPath,
      };
      if (files.length) {
        const linked = files.some(
          item =>
            named.has(item.file!) || /\/\.aws\/credentials$/.test(item.file!),
        );
        return [
          {
            ...base,
            keyNames: files.map(item => item.key),
            certainty: linked ? ('sure' as const) : ('maybe' as const),
            why: linked
              ? 'the SDK reads a credentials file at this path'
              : 'the name of the file',
          },
        ];
      }
      const pair = (keys ?? []).filter(
        item => meaningOf(item.key)?.certainty === 'sure',
      );
      if (pair.length) {
        return [
          {
            ...base,
            keyNames: pair.map(item => item.key),
            certainty: 'maybe' as const,
            why: 'names of mounted files; SDKs do not read them by themselves',
          },
        ];
      }
      if (!keys && [...named].some(file => file.startsWith(`${mountPath}/`))) {
        return [
          {
            ...base,
            readLevel: 0 as const,
            certainty: 'unknown' as const,
            why: 'the SDK is pointed at a file in this volume; the names of its files could not be read',
          },
        ];
      }
      return [];
    });
  });
}

interface VolumeSource {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  items?: { key: string; path: string }[];
  projected: boolean;
}

function sourcesOf(volume: Json | undefined): VolumeSource[] {
  const one = (source: Json, projected: boolean): VolumeSource[] =>
    (['secret', 'configMap'] as const).flatMap(field => {
      const inner = record(source[field]);
      const name = text(inner?.secretName) ?? text(inner?.name);
      if (!inner || !name) return [];
      const items = listOf(inner, 'items').map(item => ({
        key: text(item.key) ?? '',
        path: text(item.path) ?? '',
      }));
      return [
        {
          kind: field === 'secret' ? 'Secret' : 'ConfigMap',
          name,
          projected,
          ...(items.length ? { items } : {}),
        },
      ];
    });
  if (!volume) return [];
  return [
    ...one(volume, false),
    ...listOf(record(volume.projected), 'sources').flatMap(source =>
      one(source, true),
    ),
  ];
}

function fromArguments(container: Json, context: DetectContext): Draft[] {
  const words = ['command', 'args'].flatMap(field =>
    Array.isArray(container[field]) ? (container[field] as unknown[]) : [],
  );
  const hit = words.some(
    word =>
      typeof word === 'string' &&
      (accessKeyPattern.test(word) || javaOption.test(word)),
  );
  return hit
    ? [
        {
          ...blank('args', context),
          certainty: 'sure',
          why: 'an access key id or credential option in the arguments',
        },
      ]
    : [];
}

function foreignEndpoint(container: Json): string | undefined {
  const variable = listOf(container, 'env').find(
    each =>
      isEndpointName(text(each.name) ?? '') &&
      text(each.value) &&
      !isAwsHost(text(each.value)!),
  );
  return text(variable?.name);
}

function blank(location: ReferenceLocation, context: DetectContext): Draft {
  return {
    container: '',
    containerType: 'container',
    location,
    keyNames: [],
    envNames: [],
    readLevel: context.readLevel,
    certainty: 'maybe',
  };
}

function stronger(
  sofar: Draft['certainty'],
  meaning: NameMeaning,
): Draft['certainty'] {
  return sofar === 'sure' || meaning.certainty === 'sure' ? 'sure' : 'maybe';
}
