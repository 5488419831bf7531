import { InputError, NotFoundError } from '@backstage/errors';
import { publicError } from './publicError';

class ClusterGone extends NotFoundError {}

describe('publicError', () => {
  it('keeps name, message and the fields the API document names', () => {
    const error = Object.assign(new InputError('Bad bucket name'), {
      newPlanId: 'p-2',
      $response: { body: 'CANARY' },
    });
    const result = publicError(error);
    expect(result.name).toBe('InputError');
    expect(result.message).toBe('Bad bucket name');
    expect(result).toHaveProperty('newPlanId', 'p-2');
    expect(JSON.stringify(result)).not.toContain('CANARY');
  });

  it('maps a subclass to the kind it extends', () => {
    expect(publicError(new ClusterGone('no such cluster')).name).toBe(
      'NotFoundError',
    );
  });

  it('drops the cause, which may carry a request with its credentials', () => {
    const cause = Object.assign(new Error('x'), {
      $metadata: { authorization: 'CANARY' },
    });
    expect(publicError(new NotFoundError('gone', cause))).not.toHaveProperty(
      'cause',
    );
  });

  it('says nothing of an error it does not know', () => {
    const result = publicError(new Error('connect to 10.0.0.1 with CANARY'));
    expect(result.name).toBe('InternalServerError');
    expect(result.message).not.toContain('CANARY');
  });
});
