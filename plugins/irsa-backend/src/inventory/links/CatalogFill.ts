/** So long after it first answered with something, a catalog that had just started may still read its own sources. */
const FILLS_MS = 30_000;

/**
 * Whether the catalog has had time to read its own sources. Until then, what it does not have is not known: it may only not
 * be there yet. One for each process.
 */
export class CatalogFill {
  /** When the first reading of an unbroken row of good ones began, in milliseconds. */
  private since?: number;

  constructor(private readonly fillsMs = FILLS_MS) {}

  /**
   * Notes a reading of the catalog.
   *
   * @param at - when it began, in milliseconds
   * @param hasEntities - false where it was empty or did not answer, as before and during a start
   * @returns whether what it did not have was not there
   */
  note(at: number, hasEntities: boolean): boolean {
    if (!hasEntities) {
      this.since = undefined;
      return false;
    }
    // Readings may end in another order than they began.
    this.since = Math.min(this.since ?? at, at);
    return at - this.since >= this.fillsMs;
  }
}
