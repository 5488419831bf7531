import { CustomResourceRule } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { isStoredKind } from '../kinds';
import { Kinds, kindsOf } from './ClusterScanner';
import { FactsMemory } from './FactsMemory';

/** What is kept of each cluster between its scans: the kinds that it serves, and facts of its Secrets. */
export class ClusterMemories {
  private readonly facts = new Map<string, FactsMemory>();
  private readonly kinds = new Map<string, Promise<Kinds>>();

  constructor(private readonly catalogue: readonly CustomResourceRule[]) {}

  factsOf({ name }: ClusterHandle): FactsMemory {
    const memory = this.facts.get(name) ?? new FactsMemory();
    this.facts.set(name, memory);
    return memory;
  }

  /**
   * The kinds from the last time, or asked for. They are asked for again when `kind` is not among them, since
   * definitions come and go. Throws ClusterError.
   */
  async kindsOf(cluster: ClusterHandle, kind?: string): Promise<Kinds> {
    const kinds = await (this.kinds.get(cluster.name) ?? this.ask(cluster));
    return kind === undefined ||
      isStoredKind(kind) ||
      kinds.audited.some(each => each.kind === kind)
      ? kinds
      : this.ask(cluster);
  }

  /** The next call of `kindsOf` asks the cluster. */
  forgetKinds({ name }: ClusterHandle): void {
    this.kinds.delete(name);
  }

  forget({ name }: ClusterHandle): void {
    this.kinds.delete(name);
    this.facts.delete(name);
  }

  private ask(cluster: ClusterHandle): Promise<Kinds> {
    const asked = kindsOf(cluster, this.catalogue);
    asked.catch(() => this.kinds.delete(cluster.name));
    this.kinds.set(cluster.name, asked);
    return asked;
  }
}
