import { CredentialReference } from 'backstage-plugin-irsa-common';
import { T } from '../../../hooks';

const ANNOTATION = /(?:^|\.)metadata\.annotations\.(.+)$/;

/**
 * Where in the object a credential was found, in words; undefined where the path says nothing that the location does
 * not.
 */
export function foundAt(
  t: T,
  reference: CredentialReference & { path?: string },
): string | undefined {
  const { path, location, objectKind } = reference;
  if (!path) {
    return undefined;
  }
  const name = ANNOTATION.exec(path)?.[1];
  if (name) {
    return t('workload.found.annotation', { name });
  }
  // A place in the pod template is told by its container and its location.
  if (location !== 'other') {
    return undefined;
  }
  if (path === 'data.release') {
    return t('workload.found.helm');
  }
  if (path === 'data' && objectKind) {
    return t('workload.found.data', { kind: objectKind });
  }
  if (path.startsWith('data.')) {
    return t('workload.found.key', { name: path.slice('data.'.length) });
  }
  return t('workload.found.field', { name: path });
}
