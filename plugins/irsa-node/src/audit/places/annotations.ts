import { AuditFinding, KubernetesObject } from '../types';
import { Found, toFinding } from '../toFinding';
import { readCredentialText } from '../values/credentialText';
import { judgeText } from '../values/judge';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Credentials in annotations of an object or of its Pods. What kubectl last applied repeats the object: it is told only
 * when the object itself shows no credential any more.
 *
 * @param isShown - whether the object itself has a finding already
 */
export function auditAnnotations(
  object: KubernetesObject,
  annotations: Record<string, unknown>,
  path: string,
  isShown: boolean,
): AuditFinding[] {
  const found: Found[] = [];
  for (const [name, value] of Object.entries(annotations)) {
    if (typeof value !== 'string' || (name === LAST_APPLIED && isShown))
      continue;
    const text = readCredentialText(value);
    // In what was applied, names alone are references and labels.
    if (!text || (name === LAST_APPLIED && text.ids.length === 0)) continue;
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
