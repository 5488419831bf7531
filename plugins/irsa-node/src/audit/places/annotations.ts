import { KeyIdentity } from '../../detect/types';
import { AuditFinding, KubernetesObject } from '../types';
import { Found, toFinding } from '../toFinding';
import { readCredentialText } from '../values/credentialText';
import { judgeText } from '../values/judge';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Credentials in annotations of an object or of its Pods. What kubectl last applied repeats the object: it is told only
 * where it has a key that nothing else of the object shows any more.
 *
 * @param shown - what was found in the object already
 */
export function auditAnnotations(
  object: KubernetesObject,
  annotations: Record<string, unknown>,
  path: string,
  shown: readonly AuditFinding[],
): AuditFinding[] {
  const found: Found[] = [];
  const known = new Set(
    shown.flatMap(({ accessKeys }) =>
      accessKeys.map(({ fingerprint }) => fingerprint),
    ),
  );
  const isKnown = ({ fingerprint }: KeyIdentity) => known.has(fingerprint);
  const names = Object.keys(annotations).sort(
    (a, b) => Number(a === LAST_APPLIED) - Number(b === LAST_APPLIED),
  );
  for (const name of names) {
    const value = annotations[name];
    const text =
      typeof value === 'string' ? readCredentialText(value) : undefined;
    // In what was applied, names alone are references and labels.
    if (!text || (name === LAST_APPLIED && text.ids.every(isKnown))) {
      continue;
    }
    text.ids.forEach(({ fingerprint }) => known.add(fingerprint));
    const judged = judgeText(text);
    found.push({
      ...judged,
      container: '',
      location: 'other',
      objectName: '',
      keyNames: [name],
      path: `${path}.${name}`,
      ids: text.ids,
      readLevel: 0,
      why: `In an annotation: ${judged.why[0].toLowerCase()}${judged.why.slice(
        1,
      )}`,
    });
  }
  return found.map(each => toFinding(object, each));
}
