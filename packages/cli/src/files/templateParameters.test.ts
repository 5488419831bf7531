import { withParameters } from './templateParameters';

describe('parameters of an OpenShift template', () => {
  const objects = [
    { kind: 'Secret', stringData: { id: '${ID}', url: 'http://${HOST}:9000' } },
    { kind: 'Deployment', spec: { replicas: '${{COUNT}}' } },
  ];

  it('are filled in where the file has their values', () => {
    expect(
      withParameters(objects, [
        { name: 'ID', required: true },
        { name: 'HOST', value: 'minio' },
        { name: 'COUNT', value: 2 },
      ]),
    ).toEqual([
      {
        kind: 'Secret',
        stringData: { id: '${ID}', url: 'http://minio:9000' },
      },
      { kind: 'Deployment', spec: { replicas: '2' } },
    ]);
  });

  it.each([[undefined], [[]], [[{ name: 'ID', generate: 'expression' }]], [3]])(
    'leave the objects as they are: %j',
    parameters => {
      expect(withParameters(objects, parameters)).toBe(objects);
    },
  );
});
