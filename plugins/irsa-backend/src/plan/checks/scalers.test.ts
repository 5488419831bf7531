import { Json } from '../world/podTemplate';
import { stateOf } from './__testUtils__/checkContext';
import { scalers } from './scalers';

const fromEnv = {
  type: 'aws-sqs-queue',
  metadata: { awsAccessKeyIDFromEnv: 'AWS_ACCESS_KEY_ID' },
};
const scaled = (trigger: Json, target: Json = { name: 'worker' }) => ({
  metadata: { name: 'scaled' },
  spec: { scaleTargetRef: target, triggers: [trigger] },
});
const auth = (spec: Json) => ({ metadata: { name: 'auth' }, spec });
const byRef = { type: 'aws-sqs-queue', authenticationRef: { name: 'auth' } };
const state = (object: Json, authentication?: Json) =>
  stateOf(scalers, {
    world: {
      surroundings: {
        items: {
          'ScaledObject.keda.sh': [object],
          'TriggerAuthentication.keda.sh': authentication
            ? [authentication]
            : [],
        },
        notRead: {},
      },
    },
  });

describe('what scales the workload', () => {
  it('says nothing when nothing does', () => {
    expect(stateOf(scalers)).toBeUndefined();
    expect(state(scaled(fromEnv, { name: 'other' }))).toBeUndefined();
    expect(
      state(scaled(fromEnv, { name: 'worker', kind: 'StatefulSet' })),
    ).toBeUndefined();
  });

  it.each<[string, string, Json, Json | undefined]>([
    ['a trigger reads the key', 'blocked', fromEnv, undefined],
    [
      'another variable',
      'passed',
      { metadata: { queueURLFromEnv: 'QUEUE' } },
      undefined,
    ],
    [
      'an authentication reads the key',
      'blocked',
      byRef,
      auth({
        env: [
          { parameter: 'awsSecretAccessKey', name: 'AWS_SECRET_ACCESS_KEY' },
        ],
      }),
    ],
    [
      'an authentication reads the Secret',
      'warning',
      byRef,
      auth({
        secretTargetRef: [{ parameter: 'x', name: 'worker-aws', key: 'k' }],
      }),
    ],
    [
      "an identity of KEDA's own",
      'passed',
      byRef,
      auth({ podIdentity: { provider: 'aws' } }),
    ],
    ['an authentication that is not there', 'notChecked', byRef, undefined],
  ])('%s: %s', (_, expected, trigger, authentication) => {
    expect(state(scaled(trigger), authentication)).toBe(expected);
  });

  it('is not known when it may not be listed', () => {
    expect(
      stateOf(scalers, {
        world: {
          surroundings: {
            items: {},
            notRead: { 'ScaledObject.keda.sh': 'refused' },
          },
        },
      }),
    ).toBe('notChecked');
  });
});
