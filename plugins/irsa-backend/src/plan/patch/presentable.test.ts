import { presentable } from './presentable';

const pod = (container: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'b' },
  spec: { containers: [{ name: 'c', ...container }] },
});

function shown(container: object): Record<string, unknown> {
  const { spec } = presentable(pod(container)) as any;
  return spec.containers[0];
}

describe('presentable', () => {
  it('shows how long the value of a variable is, and not the value', () => {
    expect(
      shown({
        env: [
          { name: 'DSN', value: 'CANARY-of-a-password' },
          { name: 'LOG_LEVEL', value: 'debug' },
          { name: 'EMPTY', value: '' },
          { name: 'AWS_REGION', value: 'eu-west-1' },
          { name: 'AWS_SECRET_ACCESS_KEY', value: 'CANARY' },
          {
            name: 'FROM',
            valueFrom: { secretKeyRef: { name: 's', key: 'k' } },
          },
        ],
      }).env,
    ).toEqual([
      { name: 'DSN', value: '••• (20 characters)' },
      { name: 'LOG_LEVEL', value: '••• (5 characters)' },
      { name: 'EMPTY', value: '' },
      { name: 'AWS_REGION', value: 'eu-west-1' },
      { name: 'AWS_SECRET_ACCESS_KEY', value: '••• (6 characters)' },
      { name: 'FROM', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    ]);
  });

  it.each([
    [
      ['--db-password', 'CANARY', '--port', '80'],
      ['--db-password', '•••', '--port', '80'],
    ],
    [['--api-token=CANARY'], ['--api-token=•••']],
    [
      ['sh', '-c', 'psql postgres://app:CANARY@db/x'],
      ['sh', '-c', 'psql postgres://•••@db/x'],
    ],
    [
      ['curl', '-H', 'Authorization: Bearer CANARY-1234'],
      ['curl', '-H', 'Authorization: Bearer •••'],
    ],
  ])('hides secrets among arguments: %j', (args, expected) => {
    expect(shown({ args }).args).toEqual(expected);
  });
});
