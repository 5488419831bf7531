import { ContextValues } from './types';

/** The context of a request. Keys are compared without regard to case. */
export class ContextLookup {
  private readonly valuesByKey = new Map<string, string[]>();
  private readonly multivalued = new Set<string>();

  constructor(context: ContextValues) {
    for (const [key, value] of Object.entries(context)) {
      const name = key.toLowerCase();
      if (Array.isArray(value)) {
        this.multivalued.add(name);
      }
      this.valuesByKey.set(name, Array.isArray(value) ? value : [value]);
    }
  }

  /** Values of the key; undefined when the request does not have it. */
  values(key: string): string[] | undefined {
    const found = this.valuesByKey.get(key.toLowerCase());
    return found && found.length > 0 ? found : undefined;
  }

  /** The value for a policy variable. Multivalued keys cannot be used as variables. */
  single(key: string): string | undefined {
    if (this.multivalued.has(key.toLowerCase())) {
      return undefined;
    }
    return this.values(key)?.[0];
  }
}
