import {
  isClusterError,
  KINDS,
  listPath,
  METADATA,
  objectPath,
} from 'backstage-plugin-irsa-node';
import { NamespaceNotes } from '../links/CatalogLinks';
import { ObjectMetadata } from './KnownObjects';
import { ReadingCluster } from './ReadingCluster';

const NAMESPACE = {
  group: '',
  version: 'v1',
  plural: 'namespaces',
  kind: 'Namespace',
  namespaced: false,
};

/** Reads what gives workloads their role and their owner: ServiceAccounts, EKS Pod Identity and namespaces, of objects the metadata only. */
export class IdentityReader extends ReadingCluster {
  /** Role ARNs by `namespace/name` of the ServiceAccounts that have one. */
  async roleArns(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    await this.listed(KINDS.ServiceAccount, () =>
      this.list<{ metadata: ObjectMetadata }>(
        listPath(KINDS.ServiceAccount),
        ({ items }) => {
          for (const { metadata } of items) {
            const arn = roleArnOf(metadata);
            if (arn) {
              found.set(`${metadata.namespace}/${metadata.name}`, arn);
            }
          }
        },
        { metadataOnly: true },
      ),
    );
    return found;
  }

  /** Labels and annotations of all namespaces; empty when they may not be read, which is recorded. */
  async namespaces(): Promise<Map<string, NamespaceNotes>> {
    const found = new Map<string, NamespaceNotes>();
    await this.listed(NAMESPACE, () =>
      this.list<{ metadata: ObjectMetadata & NamespaceNotes }>(
        listPath(NAMESPACE),
        ({ items }) => {
          for (const { metadata } of items) {
            const { labels, annotations } = metadata;
            found.set(metadata.name, { labels, annotations });
          }
        },
        { metadataOnly: true },
      ),
    );
    return found;
  }

  async namespaceNotes(name: string): Promise<Map<string, NamespaceNotes>> {
    const found = await this.permitted('get namespaces', () =>
      this.get<{ metadata: NamespaceNotes }>(
        `${listPath(NAMESPACE)}/${encodeURIComponent(name)}`,
        METADATA,
      ),
    );
    return new Map(found ? [[name, found.metadata]] : []);
  }

  async roleArn(namespace: string, name: string): Promise<string | undefined> {
    const account = await this.permitted('get serviceaccounts', () =>
      this.get<{ metadata: ObjectMetadata }>(
        objectPath(KINDS.ServiceAccount, namespace, name),
        METADATA,
      ),
    );
    return account && roleArnOf(account.metadata);
  }

  /** `namespace/name` of ServiceAccounts with an EKS Pod Identity association; undefined when EKS cannot be asked. */
  async associated(): Promise<Set<string> | undefined> {
    try {
      const found = (await this.cluster.podIdentities()) ?? [];
      return new Set(
        found.map(
          ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
        ),
      );
    } catch (error) {
      if (!isClusterError(error)) {
        throw error;
      }
      this.problems.add(error.message);
      return undefined;
    }
  }
}

function roleArnOf({ annotations }: ObjectMetadata): string | undefined {
  return annotations?.['eks.amazonaws.com/role-arn'];
}
