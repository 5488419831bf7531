/** Entities by name; IAM's names are unique without regard to case, and lists come back in order. */
export class EntityMap<T extends { name: string }> {
  readonly #entries = new Map<string, T>();

  get(name: string): T | undefined {
    return this.#entries.get(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  add(entity: T): T {
    this.#entries.set(entity.name.toLowerCase(), entity);
    return entity;
  }

  delete(name: string): void {
    this.#entries.delete(name.toLowerCase());
  }

  get size(): number {
    return this.#entries.size;
  }

  values(): T[] {
    return [...this.#entries.values()].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }
}
