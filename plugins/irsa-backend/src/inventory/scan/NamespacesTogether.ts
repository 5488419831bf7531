/** Of a larger namespace, some are handed on before the others. */
const MOST_HELD = 500;

interface Placed {
  metadata: { namespace?: string };
}

/**
 * Hands on the objects of a list, which comes sorted by namespace, so that those of a namespace come together however small its
 * pages are: what most of them refer to is then read at once.
 */
export class NamespacesTogether<T extends Placed> {
  private held: T[] = [];

  /** All but those of the last namespace, of which there may be more on the next page. */
  add(page: readonly T[]): T[] {
    const all = [...this.held, ...page];
    const last = all.at(-1)?.metadata.namespace;
    const start =
      all.findLastIndex(({ metadata }) => metadata.namespace !== last) + 1;
    const isTooLarge = all.length - start > MOST_HELD;
    this.held = isTooLarge ? [] : all.slice(start);
    return isTooLarge ? all : all.slice(0, start);
  }

  /** Those that are left at the end of the list. */
  rest(): T[] {
    const { held } = this;
    this.held = [];
    return held;
  }
}
