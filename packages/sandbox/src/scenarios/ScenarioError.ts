/** A scenario that does not exist or cannot be understood; the message names the file and what is wrong in it. */
export class ScenarioError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioError';
  }
}
