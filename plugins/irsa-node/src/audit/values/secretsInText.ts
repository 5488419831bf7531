import { parse } from 'yaml';
import { secretsNamedIn } from '../objects/secretFields';
import { handedKey } from './handedKeys';
import { pairsIn } from './pairs';

/** A field that is called like a reference, a reference as a text, or one by kind. */
const MAY_NAME_SECRET =
  /secrets?[\w.-]{0,20}["']?\s{0,3}:|\bsecret:\w|\bkind["']?\s{0,3}:\s{0,3}["']?Secret\b|\.(secretKeyRef|secrets)\.\w|\bencrypted(File)?:k8s!|-config\.secrets\b/i;
/** Settings that `handedKey` knows. */
const MAY_HAND_ON =
  /\bspark\.kubernetes\.\w+\.secret|\{\{secret:|\bencrypted(File)?:k8s!|\.kubernetes(-config)?\.secrets\b/;
/** YAML and JSON; other formats have no references. */
const IS_RECORD = /^\s*[{[]|^[ \t-]*[\w."-]+:/m;
const DOCUMENTS = /^---[ \t]*$/m;
/** Longer ones would hold up everything else while they are read. */
const LONGEST = 30_000;
const DOCUMENTS_AT_MOST = 20;

/**
 * Secrets that a text of settings names where settings name Secrets: `accessKeySecret: { name: … }`, `secretName: …`, the
 * variables of a Pod. `namespace/name`, or `name` alone; sorted. Empty when the text is neither YAML nor JSON. Pure.
 */
export function secretsInText(text: string): string[] {
  if (
    text.length > LONGEST ||
    !MAY_NAME_SECRET.test(text) ||
    !/[\n{]/.test(text)
  ) {
    return [];
  }
  const found = new Set<string>();
  if (MAY_HAND_ON.test(text)) {
    for (const { name, value } of pairsIn(text)) {
      const handed = handedKey(name, value);
      if (handed) {
        found.add(handed.name);
      }
    }
  }
  if (!IS_RECORD.test(text)) {
    return [...found].sort();
  }
  for (const document of documentsIn(text)) {
    for (const { name, namespace } of secretsNamedIn(document)) {
      found.add(namespace ? `${namespace}/${name}` : name);
    }
  }
  return [...found].sort();
}

function documentsIn(text: string): unknown[] {
  try {
    return /^\s*[{[]/.test(text)
      ? [JSON.parse(text)]
      : text
          .split(DOCUMENTS)
          .slice(0, DOCUMENTS_AT_MOST)
          .map(each => parse(each, { logLevel: 'silent' }) as unknown);
  } catch {
    return [];
  }
}
