import {
  KubernetesObject,
  ObjectKind,
  ReadLevel,
} from '@internal/plugin-irsa-node';
import { Association } from '../options';
import { dataIn } from './dataIn';

/** Data of an object by key; undefined when the keys are not known. */
export type DataOf = (
  kind: ObjectKind,
  name: string,
) => Map<string, string> | undefined;

const ROLE = 'eks.amazonaws.com/role-arn';

/** The objects of one audit by their names. */
export class World {
  private readonly byName: Map<string, KubernetesObject>;
  private readonly associated: Set<string>;

  constructor(
    objects: readonly KubernetesObject[],
    readonly readLevel: ReadLevel,
    associations: readonly Association[],
  ) {
    this.byName = new Map(
      objects.map(object => [
        idOf(object.kind, object.metadata?.namespace, object.metadata?.name),
        object,
      ]),
    );
    this.associated = new Set(
      associations.map(each =>
        idOf('ServiceAccount', each.namespace, each.serviceAccount),
      ),
    );
  }

  data(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): Map<string, string> | undefined {
    return this.readLevel === 0
      ? undefined
      : dataIn(this.byName.get(idOf(kind, namespace, name)), this.readLevel);
  }

  /** The role of a ServiceAccount; for EKS Pod Identity, which shows no ARN, the name of the mechanism. */
  roleOf(
    namespace: string | undefined,
    serviceAccount: string | undefined,
  ): string | undefined {
    const id = idOf('ServiceAccount', namespace, serviceAccount || 'default');
    return (
      this.byName.get(id)?.metadata?.annotations?.[ROLE] ||
      (this.associated.has(id) ? 'pod identity' : undefined)
    );
  }
}

export function idOf(kind = '', namespace = '', name = ''): string {
  return JSON.stringify([kind, namespace, name]);
}
