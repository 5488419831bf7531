import {
  ANNOTATED_KINDS,
  apiVersionOf,
  auditedAmong,
  ClusterError,
  copyAnnotationsOf,
  CustomKinds,
  discoverKinds,
  endsReading,
  isAuditedGroup,
  isClusterError,
  isNotThere,
  KINDS,
  kindsBySchema,
  KubernetesKind,
  KubernetesObject,
  listPages,
  listPath,
  METADATA_LIST,
  Requester,
  SCALER_KINDS,
  SECRET_MAKER_KINDS,
  STORE_KINDS,
  VOLUME_KINDS,
} from 'backstage-plugin-irsa-node';
import { Note } from '../notes';

export interface ReadClusterOptions {
  readLevel: 0 | 1 | 2;
  /** Namespaces to read; empty for all. */
  namespaces: readonly string[];
  /** Custom resources to look for. */
  customKinds: readonly CustomKinds[];
  note: (note: Note) => void;
  /** A failure in words. */
  describe: (error: ClusterError) => string;
  /** The current kind, and the number of objects so far. `done` of `all` lists have been read. */
  progress?: (state: {
    done: number;
    all: number;
    plural: string;
    objects: number;
  }) => void;
}

/** What has pods, and their identities. */
const WORKLOADS: readonly KubernetesKind[] = [
  KINDS.Deployment,
  KINDS.StatefulSet,
  KINDS.DaemonSet,
  KINDS.ReplicaSet,
  KINDS.CronJob,
  KINDS.Job,
  KINDS.ReplicationController,
  KINDS.Pod,
  KINDS.ServiceAccount,
];

/** Controllers whose own template is read, so that what they made needs no second look. */
const CONTROLLERS: ReadonlySet<string> = new Set(
  WORKLOADS.filter(({ template = [] }) => template.length > 0).map(
    ({ kind }) => kind,
  ),
);

const ANNOTATED: ReadonlySet<KubernetesKind> = new Set(ANNOTATED_KINDS);

/** Reads what an audit needs from one cluster. Objects that cannot be read are noted, and the rest is read. */
export class ClusterReader {
  readonly objects: KubernetesObject[] = [];
  private readonly noted = new Set<string>();
  /** Lists that were read completely. */
  listed = 0;
  /** Kinds of which every object was listed, wherever it was asked for. */
  readonly complete = new Set<string>();
  /** Something that is there could not be read, for another reason than a missing right. */
  isIncomplete = false;
  /** False when the definitions of custom resources could not be read, so that only kinds with a rule were looked for. */
  knowsAllKinds = true;

  constructor(
    private readonly client: Requester,
    private readonly options: ReadClusterOptions,
  ) {}

  /**
   * Throws ClusterError when the cluster cannot be reached, or no longer. `objects` then has what was read before.
   */
  async read(): Promise<void> {
    const { readLevel, progress } = this.options;
    const kinds = [
      ...WORKLOADS,
      KINDS.ConfigMap,
      ...VOLUME_KINDS,
      ...ANNOTATED_KINDS,
      ...(readLevel >= 1 ? [KINDS.Secret] : []),
      ...(await this.customKinds()),
    ];
    let done = 0;
    for (const kind of kinds) {
      progress?.({
        done,
        all: kinds.length,
        plural: kind.plural,
        objects: this.objects.length,
      });
      let isComplete = true;
      for (const namespace of this.namespacesOf(kind)) {
        const where = [kind.plural, namespace && `of namespace ${namespace}`]
          .filter(Boolean)
          .join(' ');
        const isRead = await this.allowed(where, () =>
          this.list(kind, namespace),
        );
        this.listed += isRead ? 1 : 0;
        isComplete &&= isRead === true;
      }
      if (isComplete && kind.group === '') {
        this.complete.add(kind.kind);
      }
      done += 1;
    }
  }

  /** `undefined`, and a note, when something may not or cannot be read; `undefined` alone when there is no such thing. */
  async allowed<T>(
    where: string,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (isNotThere(error)) {
        return undefined;
      }
      if (!isClusterError(error) || endsReading(error)) {
        throw error;
      }
      this.unread(where, error);
      return undefined;
    }
  }

  private async customKinds(): Promise<KubernetesKind[]> {
    // Those that make Secrets stand for Secrets that are not there yet.
    const wanted = [
      ...this.options.customKinds,
      ...SECRET_MAKER_KINDS,
      ...STORE_KINDS,
      ...SCALER_KINDS,
    ];
    const { kinds, unread } = await discoverKinds(this.client, group =>
      isAuditedGroup(group, wanted),
    );
    for (const { group, error } of unread) {
      this.unread(
        group === '*' ? 'custom resources' : `custom resources of ${group}`,
        error,
      );
    }
    const known = auditedAmong(kinds, wanted);
    const paths = new Set(known.map(kind => listPath(kind)));
    const others = await this.otherKinds();
    return [...known, ...others.filter(kind => !paths.has(listPath(kind)))];
  }

  /** Kinds without a rule that can make Pods, name a Secret or make one; none when definitions may not be listed. */
  private async otherKinds(): Promise<KubernetesKind[]> {
    try {
      const { kinds, makers } = await kindsBySchema(this.client);
      const paths = new Set(kinds.map(kind => listPath(kind)));
      return [...kinds, ...makers.filter(kind => !paths.has(listPath(kind)))];
    } catch (error) {
      if (!isClusterError(error) || endsReading(error)) {
        throw error;
      }
      this.knowsAllKinds = false;
      return [];
    }
  }

  private unread(where: string, error: ClusterError): void {
    const isForbidden = error.details.kind === 'forbidden';
    this.isIncomplete ||= !isForbidden;
    if (this.noted.has(where)) {
      return;
    }
    this.noted.add(where);
    this.options.note(
      isForbidden
        ? {
            where,
            kind: 'skipped',
            text: 'no right to read this (403), so it was not looked at',
          }
        : {
            where,
            kind: 'broken',
            text: `not read, or not to the end. ${this.options
              .describe(error)
              .replace(/\.$/, '')}`,
          },
    );
  }

  private namespacesOf({ namespaced }: KubernetesKind): (string | undefined)[] {
    const { namespaces } = this.options;
    return namespaced && namespaces.length > 0 ? [...namespaces] : [undefined];
  }

  /** Keeps what it has read even when a later page fails. */
  private async list(
    kind: KubernetesKind,
    namespace: string | undefined,
  ): Promise<true> {
    // ConfigMaps are no secrets: anyone who may look at workloads may look at them.
    const metadataOnly =
      (kind.kind === 'Secret' && kind.group === '') || ANNOTATED.has(kind);
    // A list that had to begin again tells of some objects twice.
    const found = new Map<string, KubernetesObject>();
    try {
      await listPages<KubernetesObject>(
        this.client,
        {
          path: listPath(kind, namespace),
          headers: metadataOnly ? { Accept: METADATA_LIST } : undefined,
        },
        ({ items }) => {
          for (const item of items) {
            if (!isMade(item)) {
              const { namespace: place = '', name } = item.metadata ?? {};
              found.set(`${place}/${name}`, slim(item, kind, metadataOnly));
            }
          }
        },
      );
    } finally {
      this.objects.push(...found.values());
    }
    return true;
  }
}

/** Whether a controller that is audited itself has made the object. */
function isMade({ metadata }: KubernetesObject): boolean {
  return (metadata?.ownerReferences ?? []).some(
    ({ controller, kind }) => controller && kind && CONTROLLERS.has(kind),
  );
}

/**
 * Without what an audit does not look at; of Secrets and ConfigMaps, annotations too, since they may repeat values, but
 * for those that tell about copies.
 */
export function slim(
  object: KubernetesObject,
  kind: KubernetesKind,
  metadataOnly: boolean,
): KubernetesObject {
  const { status, metadata = {}, ...rest } = object;
  const { annotations, managedFields, ...kept } = metadata;
  const holdsValues = kind.kind === 'Secret' || kind.kind === 'ConfigMap';
  return {
    // Read whole and without data: it is known to be empty.
    ...(holdsValues && !metadataOnly ? { data: {} } : {}),
    ...rest,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: {
      ...kept,
      annotations: holdsValues ? copyAnnotationsOf(annotations) : annotations,
      ...(metadataOnly ? { managedFields } : {}),
    },
  };
}
