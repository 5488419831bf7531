import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { isTransient } from '../shared/isTransient';
import { eksPodIdentities } from './EksPodIdentities';

const LIST = '/clusters/prod/pod-identity-associations';
const ROLE = 'arn:aws:iam::111122223333:role/orders';

describe('EKS, asked about one association', () => {
  let server: Server;
  let answers: { body: string; isCutOff?: boolean }[];
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url!);
      const { body, isCutOff } = answers[asked.length - 1];
      if (isCutOff) {
        response.writeHead(200, { 'content-length': body.length + 1 });
        response.write(body, () => response.destroy());
      } else {
        response.end(body);
      }
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
  });
  afterEach(() => new Promise(done => server.close(done)));

  const eks = () =>
    eksPodIdentities({
      clusterName: 'prod',
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: async () => ({
        accessKeyId: 'made-up',
        secretAccessKey: 'made-up',
      }),
    });
  const find = () => eks().find('production', 'orders');
  const json = (value: unknown) => ({ body: JSON.stringify(value) });

  it('turns empty pages of a list', async () => {
    answers = [
      json({ associations: [], nextToken: 'more' }),
      json({ associations: [{ associationId: 'a-1' }], nextToken: 'rest' }),
      json({ association: { associationId: 'a-1', roleArn: ROLE } }),
    ];
    expect(await find()).toMatchObject({ id: 'a-1', roleArn: ROLE });
    expect(asked).toEqual([
      `${LIST}?namespace=production&serviceAccount=orders`,
      `${LIST}?namespace=production&serviceAccount=orders&nextToken=more`,
      `${LIST}/a-1`,
    ]);
  });

  it('finds none only where the last page has none', async () => {
    answers = [json({ associations: [], nextToken: null })];
    expect(await find()).toBeUndefined();
  });

  it('knows a cluster with Auto Mode', async () => {
    answers = [true, false, undefined].map(enabled =>
      json({ cluster: { arn: 'a', computeConfig: { enabled } } }),
    );
    answers.push(json({ cluster: { arn: 'a' } }));
    const known = [];
    for (const _ of answers) {
      known.push(await eks().hasAutoMode());
    }
    expect(known).toEqual([true, false, false, false]);
    expect(asked[0]).toBe('/clusters/prod');
  });

  it.each([
    ['is cut off', { body: '{"associations":[', isCutOff: true }],
    ['ends too early', { body: '{"associations":[' }],
    ['is empty', { body: '' }],
  ])('does not take an answer that %s for none', async (_, answer) => {
    answers = [answer];
    await expect(find().catch(isTransient)).resolves.toBe(true);
  });
});
