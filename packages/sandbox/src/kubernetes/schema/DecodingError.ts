/** A body that cannot be decoded as its kind. The message is that of Go's decoder. */
export class DecodingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DecodingError';
  }
}
