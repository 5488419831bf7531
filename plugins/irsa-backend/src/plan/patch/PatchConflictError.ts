/** The workload is neither in the old nor in the new state: somebody else has changed what the patch changes. */
export class PatchConflictError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatchConflictError';
  }
}
