/** A webhook could not be called, or its answer is invalid. `failurePolicy` decides what happens then. */
export class WebhookCallError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WebhookCallError';
  }
}
