/** A scenario that does not exist or is invalid. The message names the file and the error in it. */
export class ScenarioError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioError';
  }
}
