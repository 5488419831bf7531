import { KeyIdentity } from '../../detect/types';
import { AuditFinding, KubernetesObject } from '../types';
import { Found, toFinding } from '../toFinding';
import { readCredentialText } from '../values/credentialText';
import { judgeText } from '../values/judge';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Credentials in annotations of an object or of its Pods. The last-applied annotation repeats the object. It is
 * reported only when it has a key that the object no longer has.
 *
 * @param shown - findings of the object so far
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
    // In the last-applied annotation, names without values are references and labels.
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
