import { NotAllowedError } from '@backstage/errors';

/** A denial with the missing permission and the contact to ask. */
export class MissingPermissionError extends NotAllowedError {
  constructor(readonly permission: string, readonly contact?: string) {
    super(
      `You need the permission ${permission} for this. Ask: ${whomToAsk(
        contact,
      )}`,
    );
  }
}

/** The permission is given for some objects, and this is none of them. */
export class NotCoveredError extends NotAllowedError {
  /** @param what - the object, with its owner, for people */
  constructor(
    readonly permission: string,
    what: string,
    readonly contact?: string,
  ) {
    super(
      `You have the permission ${permission} for other services, but not for ${what}. Ask: ${whomToAsk(
        contact,
      )}`,
    );
  }
}

/** Whom to ask for rights. */
export function whomToAsk(contact: string | undefined): string {
  return contact ?? 'the team that runs this portal';
}
