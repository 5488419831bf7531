import { lookUpName } from '../../detect/credentialCatalogue';
import { AuditedContainer } from '../objects/PodTemplate';
import { HandedKey, handedKey } from '../values/handedKeys';
import { pairsIn } from '../values/pairs';
import { Entry, judgeGroup, namesOf, Surroundings } from './entries';
import type { DataOf } from './environment';
import { FoundInContainer } from './foundInContainer';

/** Every setting of `handedKey` has this in it. */
const MAY_HAND_ON = /secret/i;
/** `AWS_SECRET_NAME`, `--backup-secret-ref`, `--aws-secret` of the operator of etcd: what the program reads through the API. */
const NAMES_ONE =
  /secret[_.-]?(name|ref)$|^(aws|s3)[_.-]?(credentials?[_.-]?)?secret$/i;
const OBJECT_NAME = /^[a-z\d][a-z\d.-]{0,252}$/;

function namedWhole(setting: string, value: string): HandedKey | undefined {
  return NAMES_ONE.test(setting) && OBJECT_NAME.test(value)
    ? { name: value }
    : undefined;
}

/**
 * Secrets with a key that a container reads by itself or gives to the Pods that it starts, by its command or its variables:
 * `spark-submit --conf spark.kubernetes.driver.secretKeyRef.AWS_ACCESS_KEY_ID=aws:id`.
 */
export function auditHandedOn(
  { words, env = [], path }: AuditedContainer,
  dataOf: DataOf,
  endpoint: Surroundings['endpoint'],
): FoundInContainer[] {
  const text = words.join(' ');
  const settings = [
    ...(MAY_HAND_ON.test(text) ? pairsIn(text) : []),
    ...env.flatMap(({ name, value }) =>
      value && MAY_HAND_ON.test(name) ? [{ name, value }] : [],
    ),
  ];
  const secrets = new Map<string, Entry[]>();
  for (const { name, value } of settings) {
    const handed = handedKey(name, value) ?? namedWhole(name, value);
    if (!handed) {
      continue;
    }
    const data = dataOf('Secret', handed.name);
    const keys =
      handed.key === undefined ? [...(data?.keys() ?? [])] : [handed.key];
    const entries = keys
      .filter(key => !data || data.has(key))
      .map(key => ({
        keyName: key,
        known: lookUpName(handed.becomes ?? '') ?? lookUpName(key),
        value: data?.get(key),
        variable: handed.becomes,
      }));
    secrets.set(handed.name, [...(secrets.get(handed.name) ?? []), ...entries]);
  }
  const all = [...secrets.values()].flat();
  return [...secrets].flatMap(([objectName, entries]): FoundInContainer[] => {
    const place = {
      location: 'other' as const,
      objectName,
      objectKind: 'Secret' as const,
      path,
    };
    const judged = judgeGroup(
      { ...place, entries, readLevel: 0 },
      { endpoint, all },
    );
    return judged
      ? [
          {
            ...place,
            ...judged,
            keyNames: namesOf(judged.entries),
            why: `Its command or a variable names ${objectName}: ${judged.why[0].toLowerCase()}${judged.why.slice(
              1,
            )}`,
          },
        ]
      : [];
  });
}
