import { lookUpName } from '../../detect/credentialCatalogue';
import { AuditedContainer, PodTemplate } from '../objects/PodTemplate';
import { isRecord } from '../objects/records';
import { KubernetesObject } from '../types';
import { judgeStored } from '../places/storedObjects';
import type { DataOf } from './environment';
import { FoundInContainer } from './foundInContainer';
import { Entry, judgeGroup, namesOf } from './entries';

/** What the containers of a template mount through the Secrets Store CSI driver. */
export function auditProviders(
  container: AuditedContainer,
  { spec }: PodTemplate,
  providerOf: (name: string) => KubernetesObject | undefined,
): FoundInContainer[] {
  return (container.volumeMounts ?? []).flatMap((mount, at) => {
    const volume = spec.csiVolumes.find(({ name }) => name === mount.name);
    const name = volume?.secretProviderClass;
    const found = name && auditProvider(name, providerOf(name), mount);
    return found
      ? [{ ...found, path: `${container.path}.volumeMounts[${at}]` }]
      : [];
  });
}

/** For the Secrets Store CSI driver, only the names in its SecretProviderClass show what it mounts. */
function auditProvider(
  name: string,
  provider: KubernetesObject | undefined,
  { mountPath }: { mountPath: string },
): Omit<FoundInContainer, 'path'> | undefined {
  const spec = isRecord(provider?.spec) ? provider!.spec : {};
  const text = JSON.stringify(spec);
  const names = [
    ...new Set(
      [
        ...text.matchAll(
          /(?:objectName|objectAlias|secretKey|key)\\?["']?\s*:\s*\\?["']?([\w./-]+)/g,
        ),
      ].map(([, found]) => found),
    ),
  ];
  const entries: Entry[] = names.map(keyName => ({
    keyName,
    known: lookUpName(keyName.split('/').pop()!),
  }));
  const judged = judgeGroup(
    { location: 'other', objectName: name, path: '', entries, readLevel: 0 },
    { all: entries },
  );
  const isCredentialsPlace = /\/\.aws\/?$/.test(mountPath);
  if (!judged && !isCredentialsPlace) {
    return undefined;
  }
  return {
    location: 'other',
    objectName: name,
    mountPath,
    keyNames: judged ? namesOf(judged.entries) : [],
    verdict: judged?.verdict ?? 'uncertain',
    confidence: 'name',
    ids: [],
    readLevel: 0,
    why: 'The Secrets Store CSI driver mounts it, by its names',
  };
}

/** Where SDKs look for keys, for people who work on the node and for its Pods. */
const KEYS_OF_NODE = /[\\/]\.aws([\\/](credentials|config))?[\\/]?$/;

/** Credentials files of the node that a container mounts. What is in them is in no object of the cluster. */
export function auditNodeFolders(
  container: AuditedContainer,
  { spec }: PodTemplate,
): FoundInContainer[] {
  return (container.volumeMounts ?? []).flatMap(({ name, mountPath }, at) => {
    const { folder = '' } =
      spec.nodeFolders.find(each => each.name === name) ?? {};
    return KEYS_OF_NODE.test(folder)
      ? [
          {
            location: 'other',
            objectName: '',
            mountPath,
            path: `${container.path}.volumeMounts[${at}]`,
            keyNames: [],
            verdict: 'uncertain',
            confidence: 'name',
            ids: [],
            readLevel: 0,
            why: `It mounts ${folder} of the node, where SDKs look for keys`,
          },
        ]
      : [];
  });
}

/** Keys with which drivers mount what a container has as a volume: buckets, through CSI or as FlexVolumes. */
export function auditDrivers(
  container: AuditedContainer,
  { spec }: PodTemplate,
  dataOf: DataOf,
): FoundInContainer[] {
  return (container.volumeMounts ?? []).flatMap((mount, at) => {
    const secret = spec.driverSecrets.find(({ name }) => name === mount.name);
    const data = secret && dataOf('Secret', secret.secretName);
    return data
      ? judgeStored(
          { kind: 'Secret', metadata: { name: secret.secretName } },
          data,
        ).map(({ container: _, ...found }) => ({
          ...found,
          mountPath: mount.mountPath,
          path: `${container.path}.volumeMounts[${at}]`,
          why: `A driver mounts a volume with it: ${found.why[0].toLowerCase()}${found.why.slice(
            1,
          )}`,
        }))
      : [];
  });
}
