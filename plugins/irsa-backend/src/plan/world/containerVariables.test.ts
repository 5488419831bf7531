import { containerVariables } from './containerVariables';
import { ObjectFacts } from './World';

const object = (
  kind: ObjectFacts['kind'],
  name: string,
  values: Record<string, string | undefined>,
): ObjectFacts => ({
  kind,
  name,
  exists: true,
  keys: Object.keys(values),
  texts: Object.fromEntries(
    Object.entries(values).map(([key, setting]) => [key, { setting }]),
  ),
  isDetached: false,
  otherUsers: [],
});
const objects = [
  object('ConfigMap', 'settings', { AWS_REGION: 'us-west-2', fips: 'true' }),
  object('Secret', 'aws', { AWS_REGION: 'eu-west-1', TOKEN: undefined }),
];
const values = (container: object) =>
  Object.fromEntries(
    containerVariables(container as Record<string, unknown>, objects).map(
      ({ name, value }) => [name, value],
    ),
  );

describe('the variables of a container', () => {
  it('come from whole objects, the later over the earlier', () => {
    expect(
      values({
        envFrom: [
          { configMapRef: { name: 'settings' } },
          { secretRef: { name: 'aws' } },
          { secretRef: { name: 'aws' }, prefix: 'X_' },
          { secretRef: { name: 'unknown' } },
        ],
      }),
    ).toEqual({
      AWS_REGION: 'eu-west-1',
      fips: 'true',
      TOKEN: undefined,
      X_AWS_REGION: 'eu-west-1',
      X_TOKEN: undefined,
    });
  });

  it('come from the Pod template before that, by value and by reference', () => {
    expect(
      values({
        envFrom: [{ configMapRef: { name: 'settings' } }],
        env: [
          { name: 'AWS_REGION', value: 'sa-east-1' },
          { name: 'EMPTY' },
          {
            name: 'AWS_USE_FIPS_ENDPOINT',
            valueFrom: { configMapKeyRef: { name: 'settings', key: 'fips' } },
          },
          {
            name: 'POD',
            valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
          },
        ],
      }),
    ).toEqual({
      AWS_REGION: 'sa-east-1',
      fips: 'true',
      EMPTY: '',
      AWS_USE_FIPS_ENDPOINT: 'true',
      POD: undefined,
    });
  });
});
