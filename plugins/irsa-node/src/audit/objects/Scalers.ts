import { CredentialPart } from '../../detect/credentialCatalogue';
import { CustomKinds } from '../customResources/customKinds';
import { KubernetesObject, ScaledVariable } from '../types';
import { hostKind } from '../values/endpoints';
import { isRecord, recordsOf, textOf } from './records';

/** What has to be read to know the variables that KEDA takes from a workload. */
export const SCALER_KINDS: readonly CustomKinds[] = [
  {
    group: 'keda.sh',
    kinds: [
      'ScaledObject',
      'ScaledJob',
      'TriggerAuthentication',
      'ClusterTriggerAuthentication',
    ],
  },
];

const PARTS = new Map<string, CredentialPart>([
  ['awsaccesskeyid', 'id'],
  ['awssecretaccesskey', 'secret'],
  ['awssessiontoken', 'token'],
]);
const FROM_ENV = /FromEnv$/i;

/** A resource of KEDA. */
interface Named {
  kind: string;
  /** Empty: of the cluster, or a manifest that gets one when it is applied. */
  namespace: string;
  name: string;
}

interface Authentication {
  kind: string;
  name: string;
  isOfAnotherStore: boolean;
}

interface Scaled {
  /** Its kind, namespace and name. */
  by: Named;
  direct: ScaledVariable[];
  authentications: Authentication[];
  container?: string;
}

/**
 * The variables of workloads that KEDA takes an AWS key from, whatever their names are.
 * {@link https://keda.sh/docs/latest/concepts/authentication/}
 */
export class Scalers {
  private readonly scaled = new Map<string, Scaled[]>();
  private readonly authentications = new Map<string, ScaledVariable[]>();

  add(object: KubernetesObject): void {
    const { apiVersion = '', kind = '', metadata = {} } = object;
    if (!apiVersion.startsWith('keda.sh/')) {
      return;
    }
    const { namespace, name = '' } = metadata;
    const spec = isRecord(object.spec) ? object.spec : {};
    if (kind === 'ScaledObject' || kind === 'ScaledJob') {
      const ref = kind === 'ScaledObject' ? spec.scaleTargetRef : undefined;
      const target = isRecord(ref) ? ref : spec.jobTargetRef;
      const container = isRecord(target)
        ? textOf(target.envSourceContainerName ?? target.containerName)
        : '';
      const key =
        kind === 'ScaledJob'
          ? keyOf(kind, namespace, name)
          : keyOf(
              isRecord(ref) ? textOf(ref.kind) || 'Deployment' : '',
              namespace,
              isRecord(ref) ? textOf(ref.name) : '',
            );
      const triggers = recordsOf(spec.triggers);
      this.scaled.set(key, [
        ...(this.scaled.get(key) ?? []),
        {
          by: { kind, namespace: namespace ?? '', name },
          container: container || undefined,
          direct: triggers.flatMap(({ metadata: fields }) =>
            isRecord(fields) ? ofTrigger(fields) : [],
          ),
          authentications: triggers.flatMap(
            ({ metadata: fields, authenticationRef: by }) =>
              isRecord(by)
                ? [
                    {
                      kind: textOf(by.kind) || 'TriggerAuthentication',
                      name: textOf(by.name),
                      isOfAnotherStore: isRecord(fields) && isElsewhere(fields),
                    },
                  ]
                : [],
          ),
        },
      ]);
    } else if (kind.endsWith('TriggerAuthentication')) {
      const place = kind.startsWith('Cluster') ? '' : namespace;
      this.authentications.set(
        keyOf(kind, place, name),
        recordsOf(spec.env).flatMap(each =>
          variable(
            textOf(each.parameter),
            textOf(each.name),
            textOf(each.containerName) || undefined,
            false,
          ),
        ),
      );
    }
  }

  /** Variables of a workload, with the container when it is not the first one. */
  variablesOf(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): ScaledVariable[] {
    return this.of(kind, namespace, name).flatMap(
      ({ direct, authentications, container }) =>
        [
          ...direct,
          ...authentications.flatMap(by =>
            this.variablesIn(by, namespace).map(each =>
              by.isOfAnotherStore ? ofAnotherStore(each) : each,
            ),
          ),
        ].map(each => ({ ...each, container: each.container ?? container })),
    );
  }

  /** The resources that decide on these variables, also those that are named and not there. */
  scalersOf(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): Named[] {
    return this.of(kind, namespace, name).flatMap(({ by, authentications }) => [
      by,
      ...authentications.map(each => ({
        kind: each.kind,
        namespace: each.kind.startsWith('Cluster') ? '' : namespace ?? '',
        name: each.name,
      })),
    ]);
  }

  private of(
    kind: string,
    namespace: string | undefined,
    name: string,
  ): Scaled[] {
    // A manifest gets its namespace when it is applied.
    const keys = new Set([keyOf(kind, namespace, name), keyOf(kind, '', name)]);
    return [...keys].flatMap(key => this.scaled.get(key) ?? []);
  }

  private variablesIn(
    { kind, name }: Authentication,
    namespace: string | undefined,
  ): readonly ScaledVariable[] {
    return kind.startsWith('Cluster')
      ? this.authentications.get(keyOf(kind, '', name)) ?? []
      : this.authentications.get(keyOf(kind, namespace, name)) ??
          this.authentications.get(keyOf(kind, '', name)) ??
          [];
  }
}

/** The workload that a ScaledObject scales, and takes variables from. */
export function scalingTargetOf({
  apiVersion = '',
  kind,
  spec,
}: KubernetesObject):
  | { group: string; kind: string; name: string }
  | undefined {
  const target =
    kind === 'ScaledObject' &&
    apiVersion.startsWith('keda.sh/') &&
    isRecord(spec)
      ? spec.scaleTargetRef
      : undefined;
  if (!isRecord(target)) {
    return undefined;
  }
  const [, group = ''] = textOf(target.apiVersion).split('/').reverse();
  return {
    group,
    kind: textOf(target.kind) || 'Deployment',
    name: textOf(target.name),
  };
}

function ofTrigger(fields: Record<string, unknown>): ScaledVariable[] {
  return Object.entries(fields)
    .filter(([field]) => FROM_ENV.test(field))
    .flatMap(([field, name]) =>
      variable(
        field.replace(FROM_ENV, ''),
        textOf(name),
        undefined,
        isElsewhere(fields),
      ),
    );
}

function variable(
  parameter: string,
  name: string,
  container: string | undefined,
  isOfAnotherStore: boolean,
): ScaledVariable[] {
  const part = PARTS.get(parameter.toLowerCase());
  if (!part || !name) {
    return [];
  }
  const found: ScaledVariable = {
    name,
    container,
    known: { part, family: 'aws' },
  };
  return [isOfAnotherStore ? ofAnotherStore(found) : found];
}

/** LocalStack and other things that answer as AWS does. */
function isElsewhere({ awsEndpoint }: Record<string, unknown>): boolean {
  return hostKind(textOf(awsEndpoint)) === 'other';
}

function ofAnotherStore(found: ScaledVariable): ScaledVariable {
  return { ...found, known: { ...found.known, family: 'otherStore' } };
}

function keyOf(kind: string, namespace = '', name = ''): string {
  return `${kind} ${namespace}/${name}`;
}
