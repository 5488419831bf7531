import { KubernetesObject } from '../types';
import { isRecord, textOf } from './records';

/** `targetSecretName`, `outputSecret`, `managedKubeSecretRef`: a Secret that a controller writes. */
const OUTPUT =
  /^(target|output|dest|destination|managed|generated|resulting|synced|created)[_-]?(k8s|kube|kubernetes)?[_-]?secret[_-]?(name|ref|reference)?$/i;
/** Of kinds that are about Secrets: where they are written. */
const OUTPUT_BLOCK = /^(target|output|dest|destination|template)$/i;
const NAME_IN_BLOCK = /^(name|secret|secretName|secretRef)$/;
const ABOUT_SECRETS = /secret/i;
/** Kinds about Secrets that make none with their own name. */
const MAKES_NONE =
  /store|provider|push|policy|class|backend|engine|config|connection|auth|role|key$/i;
const DEPTH = 4;

/** Whether a field of this name can name a Secret that a controller writes. */
export function isOutputField(field: string): boolean {
  return OUTPUT.test(field);
}

/** Whether resources of a kind may make a Secret with their own name, whatever their schema is. */
export function isKindOfMaker(kind: string): boolean {
  return ABOUT_SECRETS.test(kind) && !MAKES_NONE.test(kind);
}

/**
 * Names of the Secrets that a resource without a rule may make, by the words of its kind and fields. What is in them is not
 * known.
 */
export function mayMake({
  apiVersion = '',
  kind = '',
  metadata,
  ...rest
}: KubernetesObject): string[] {
  if (!apiVersion.includes('.')) {
    return [];
  }
  const found = new Set<string>();
  const search = (value: unknown, depth: number) => {
    if (Array.isArray(value)) {
      value.forEach(each => search(each, depth + 1));
      return;
    }
    if (!isRecord(value) || depth > DEPTH) {
      return;
    }
    for (const [field, inside] of Object.entries(value)) {
      if (isOutputField(field)) {
        found.add(nameIn(inside));
      }
      if (
        OUTPUT_BLOCK.test(field) &&
        ABOUT_SECRETS.test(kind) &&
        isRecord(inside)
      ) {
        for (const [name, named] of Object.entries(inside)) {
          if (NAME_IN_BLOCK.test(name)) {
            found.add(nameIn(named));
          }
        }
      }
      search(inside, depth + 1);
    }
  };
  search(rest.spec, 0);
  if (isKindOfMaker(kind)) {
    found.add(metadata?.name ?? '');
  }
  found.delete('');
  return [...found];
}

function nameIn(value: unknown): string {
  return isRecord(value)
    ? textOf(value.name ?? value.secretName)
    : textOf(value);
}
