import { UsedCallSide } from 'backstage-plugin-irsa-common';

type Answer = Pick<UsedCallSide, 'called' | 'code' | 'reason'>;

const KEY_OFF = [
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'UnrecognizedClientException',
];
const DENIED =
  /^(?:(?:KMS\.)?AccessDenied|AuthorizationError|UnauthorizedOperation)(?:Exception)?$/;
/** The SDK's names for an answer without a body, as to a HEAD. Other causes of a 403, such as a wrong clock, have names of their own. */
const NAMELESS = /^(?:403|Forbidden|Unknown(?:Error)?|)$/;
const NOT_THERE =
  /^(?:NotFound(?:Exception)?|NoSuch\w+|ResourceNotFoundException|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)$/;

/** What an error of the SDK says of a call. The message is dropped. Pure. */
export function outcomeOf(error: unknown): Answer {
  const { name = '', $metadata } = (error ?? {}) as {
    name?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  const code = /^[A-Za-z][\w.]{0,79}$/.test(name) ? name : undefined;
  if (isKeyOff(error)) {
    return {
      called: 'error',
      code,
      reason: 'AWS does not know the key: it is switched off or deleted.',
    };
  }
  if (/^ExpiredToken/.test(name)) {
    return { called: 'error', code, reason: 'The session has ended.' };
  }
  if (DENIED.test(name) || (status === 403 && NAMELESS.test(name))) {
    return { called: 'denied', code };
  }
  if (NOT_THERE.test(name) || status === 404) {
    return { called: 'notThere', code };
  }
  return {
    called: 'error',
    code,
    reason:
      status === undefined
        ? 'AWS did not answer. Check the way of the portal to this service.'
        : undefined,
  };
}

/** The key itself is refused, whatever is asked for. */
export function isKeyOff(error: unknown): boolean {
  return KEY_OFF.includes((error as Error | undefined)?.name ?? '');
}
