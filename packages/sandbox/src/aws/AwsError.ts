/** An error in the words of AWS. The protocol in use writes it into the answer. */
export class AwsError extends Error {
  constructor(readonly code: string, readonly status: number, message: string) {
    super(message);
    this.name = code;
  }
}

export const accessDenied = (message = 'Access Denied') =>
  new AwsError('AccessDenied', 403, message);
export const noSuchEntity = (message: string) =>
  new AwsError('NoSuchEntity', 404, message);
export const validationError = (message: string) =>
  new AwsError('ValidationError', 400, message);
export const entityAlreadyExists = (message: string) =>
  new AwsError('EntityAlreadyExists', 409, message);
export const limitExceeded = (message: string) =>
  new AwsError('LimitExceeded', 409, message);
export const deleteConflict = (message: string) =>
  new AwsError('DeleteConflict', 409, message);
export const malformedPolicy = (message: string) =>
  new AwsError('MalformedPolicyDocument', 400, message);
