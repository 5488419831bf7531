/** A webhook that could not be asked, or whose answer makes no sense: `failurePolicy` decides what follows. */
export class WebhookCallError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WebhookCallError';
  }
}
