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
  { words, args, env = [], envField, path }: AuditedContainer,
  dataOf: DataOf,
  endpoint: Surroundings['endpoint'],
): FoundInContainer[] {
  const text = words.join(' ');
  const settings = [
    ...[...(MAY_HAND_ON.test(text) ? pairsIn(text) : [])].map(pair => ({
      ...pair,
      at: args?.length ? 'args' : 'command',
    })),
    ...env.flatMap(({ name, value }, at) =>
      value && MAY_HAND_ON.test(name)
        ? [{ name, value, at: `${envField}[${at}]` }]
        : [],
    ),
  ];
  const secrets = new Map<string, { at: string; entries: Entry[] }>();
  for (const { name, value, at } of settings) {
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
    const before = secrets.get(handed.name);
    secrets.set(handed.name, {
      at: before?.at ?? at,
      entries: [...(before?.entries ?? []), ...entries],
    });
  }
  const all = [...secrets.values()].flatMap(({ entries }) => entries);
  return [...secrets].flatMap(
    ([objectName, { at, entries }]): FoundInContainer[] => {
      const place = {
        location: 'other' as const,
        objectName,
        objectKind: 'Secret' as const,
        path: `${path}.${at}`,
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
    },
  );
}
