import { ConflictError } from '@backstage/errors';
import { ChangeImpossibleError } from 'backstage-plugin-irsa-node';

/** The source of a role cannot be changed. The message says why and what to do. */
export class SourceRefusedError extends ConflictError {
  readonly refusal: ChangeImpossibleError['code'];

  constructor({ code, message }: ChangeImpossibleError) {
    super(`${message} Nothing was opened.`);
    this.refusal = code;
  }
}
