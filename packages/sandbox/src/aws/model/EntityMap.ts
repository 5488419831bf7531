import { Propagation } from './Propagation';

interface PastState<T> {
  /** Until when the services see this state. Milliseconds since the epoch. */
  until: number;
  /** Absent when there was no entity. */
  before?: T;
}

/** Entities by name, in one of the two states of IAM. */
export interface EntityReader<T> {
  get(name: string): T | undefined;
  /** Sorted by name. */
  values(): T[];
}

/**
 * Entities by name. IAM's names are unique without regard to case. Call `remember` before you change an entity, so that
 * `settled` still knows the state that has reached the services.
 */
export class EntityMap<T extends { name: string }> implements EntityReader<T> {
  private readonly entries = new Map<string, T>();
  private readonly past = new Map<string, PastState<T>[]>();
  private sorted?: T[];

  constructor(
    private readonly propagation: Propagation,
    private readonly options: { caseSensitive?: boolean } = {},
  ) {}

  /** The state that has reached the services; the present state when changes need no time. */
  readonly settled: EntityReader<T> = {
    get: name => this.settledEntry(this.keyOf(name)),
    values: () => this.settledValues(),
  };

  get(name: string): T | undefined {
    return this.entries.get(this.keyOf(name));
  }

  has(name: string): boolean {
    return this.entries.has(this.keyOf(name));
  }

  /** Adds an entity as if it had been there for a long time. */
  seed(entity: T): T {
    this.entries.set(this.keyOf(entity.name), entity);
    this.sorted = undefined;
    return entity;
  }

  add(entity: T): T {
    this.remember(entity.name);
    return this.seed(entity);
  }

  delete(name: string): void {
    this.remember(name);
    this.entries.delete(this.keyOf(name));
    this.sorted = undefined;
  }

  /** Keeps the present state of the entity, or its absence, for as long as a change takes to spread. */
  remember(name: string): void {
    const { delay } = this.propagation;
    if (delay <= 0) {
      return;
    }
    const key = this.keyOf(name);
    const now = this.propagation.now();
    const entity = this.entries.get(key);
    this.past.set(key, [
      ...(this.past.get(key) ?? []).filter(({ until }) => until > now),
      { until: now + delay, before: entity && copyOf(entity) },
    ]);
  }

  get size(): number {
    return this.entries.size;
  }

  values(): T[] {
    this.sorted ??= inOrder([...this.entries.values()]);
    return this.sorted;
  }

  private keyOf(name: string): string {
    return this.options.caseSensitive ? name : name.toLowerCase();
  }

  private settledEntry(key: string): T | undefined {
    const past = this.past.get(key);
    if (!past) {
      return this.entries.get(key);
    }
    const now = this.propagation.now();
    const pending = past.find(({ until }) => until > now);
    if (pending) {
      return pending.before;
    }
    this.past.delete(key);
    return this.entries.get(key);
  }

  private settledValues(): T[] {
    if (this.past.size === 0) {
      return this.values();
    }
    const keys = new Set([...this.entries.keys(), ...this.past.keys()]);
    return inOrder([...keys].flatMap(key => this.settledEntry(key) ?? []));
  }
}

function inOrder<T extends { name: string }>(entities: T[]): T[] {
  return entities.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Copies one level deep: handlers replace policies and versions, but change lists, sets, maps and keys in place. */
function copyOf<T extends object>(entity: T): T {
  return Object.fromEntries(
    Object.entries(entity).map(([name, value]) => [name, copyOfValue(value)]),
  ) as T;
}

function copyOfValue(value: unknown): unknown {
  if (value instanceof Map) {
    return new Map(value);
  }
  if (value instanceof Set) {
    return new Set(value);
  }
  if (Array.isArray(value)) {
    return value.map(item =>
      typeof item === 'object' && item !== null ? { ...item } : item,
    );
  }
  return typeof value === 'object' && value !== null ? { ...value } : value;
}
