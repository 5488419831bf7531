import { foldName } from '../../detect/credentialCatalogue';
import { textOf } from './records';
import { AuditWorld, KubernetesObject } from '../types';

/**
 * The namespaces of the Secret that a resource of cluster scope names without one: of several, those that are called like its
 * software, such as `cert-manager`, if there are any.
 */
export function placesOf(
  object: KubernetesObject,
  name: string,
  world: Pick<AuditWorld, 'namespacesOf'>,
): readonly string[] {
  const places = world.namespacesOf('Secret', name);
  const software = foldName(textOf(object.apiVersion).split('.')[0]);
  const beside = places.filter(place => foldName(place).includes(software));
  return beside.length > 0 ? beside : places;
}
