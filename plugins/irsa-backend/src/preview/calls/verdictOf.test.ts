import { outcomeOf } from './outcomeOf';
import { verdictOf } from './verdictOf';

const failed = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error('with a secret'), {
    name,
    $metadata: { httpStatusCode },
  });

describe('what is learnt from a call', () => {
  it.each([
    ['denied', failed('AccessDeniedException', 400)],
    ['denied', failed('AuthorizationError', 403)],
    ['denied', failed('403', 403)],
    ['notThere', failed('ResourceNotFoundException', 400)],
    ['notThere', failed('NotFound', 404)],
    ['notThere', failed('QueueDoesNotExist', 400)],
    ['error', failed('InvalidClientTokenId', 403)],
    ['error', failed('UnrecognizedClientException', 400)],
    ['error', failed('SignatureDoesNotMatch', 403)],
    ['error', failed('RequestTimeTooSkewed', 403)],
    ['error', failed('SubscriptionRequiredException', 403)],
    ['denied', failed('Forbidden', 403)],
    ['denied', failed('KMS.AccessDeniedException', 400)],
    ['error', failed('ThrottlingException', 400)],
    ['error', failed('TimeoutError')],
    ['error', undefined],
  ])('is %s of %s', (called, error) => {
    const answer = outcomeOf(error);
    expect(answer.called).toBe(called);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it.each([
    ['same', 'allowed', 'allowed'],
    ['same', 'denied', 'denied'],
    ['less', 'allowed', 'denied'],
    ['less', 'notThere', 'denied'],
    ['more', 'denied', 'allowed'],
    ['notKnown', 'notThere', 'notThere'],
    ['notKnown', 'allowed', 'notThere'],
    ['notKnown', 'allowed', 'notCalled'],
    ['notKnown', 'error', 'allowed'],
    ['notKnown', 'notCalled', 'notCalled'],
  ] as const)(
    'is %s where the key is %s and the role %s',
    (verdict, key, role) => {
      expect(verdictOf({ called: key }, { called: role })).toBe(verdict);
    },
  );
});
