import { foldName } from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { textOf } from './records';
import { AuditWorld, KubernetesObject } from '../types';

/**
 * The namespaces of the Secret or ConfigMap that a resource of cluster scope names without one: of several, those that are called like its
 * software, such as `cert-manager`, if there are any.
 */
export function placesOf(
  object: KubernetesObject,
  name: string,
  world: Pick<AuditWorld, 'namespacesOf'>,
  kind: ObjectKind = 'Secret',
): readonly string[] {
  const places = world.namespacesOf(kind, name);
  const software = foldName(textOf(object.apiVersion).split('.')[0]);
  const beside = places.filter(place => foldName(place).includes(software));
  return beside.length > 0 ? beside : places;
}
