/** A body that cannot be read as its kind, in the words of Go's decoder. */
export class DecodingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DecodingError';
  }
}
