import { onOneDatabase } from '../../__testUtils__/onEachDatabase';
import { PlanBench } from '../../plan/__testUtils__/PlanBench';
import { isClear } from './deleteSecret';
import { RetireSight } from './RetireContext';
import { readSecretNow } from './secretNow';

const NAMESPACE = 'other-names';

onOneDatabase(
  'A Secret whose data keys do not say that they are of AWS',
  open => {
    let bench: PlanBench;

    beforeAll(async () => {
      bench = await PlanBench.start(await open());
      const { id, secret } = await bench.user('other-names');
      await bench.apply(
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: NAMESPACE },
        },
        ...[
          ['halves', { id, word: secret }],
          ['halves-and-more', { id, word: secret, password: 'x' }],
          ['reused', { id: 'orders', word: 'of the database' }],
        ].map(([name, stringData]) => ({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name, namespace: NAMESPACE },
          stringData,
        })),
      );
    });
    afterAll(() => bench?.close());

    const look = (name: string, readLevel: number, awsKeys?: string[]) =>
      readSecretNow(
        {
          record: {
            execution: {
              workload: { namespace: NAMESPACE },
              secrets: [
                {
                  name,
                  onlyAwsKeys: false,
                  ...(awsKeys ? { awsKeys } : {}),
                },
              ],
            },
          },
          cluster: bench.clusters.get('eks-prod-eu'),
          readLevel,
          read: <T>(act: () => Promise<T>) => act(),
        } as unknown as RetireSight,
        name,
      );

    it.each<[string, number, string[] | undefined, string[], string[]]>([
      ['halves', 1, ['id', 'word'], ['id', 'word'], []],
      ['halves-and-more', 1, ['id', 'word'], ['id', 'word'], ['password']],
      // Of a plan that was made before it kept the names.
      ['halves', 1, undefined, [], ['id', 'word']],
    ])('%s at level %d', async (name, level, known, awsKeys, others) => {
      const now = await look(name, level, known);
      expect(now).toMatchObject({ awsKeys, others });
      expect(isClear(now)).toBe(awsKeys.length === 0);
    });

    it('holds no key any more when something else was written under its names', async () => {
      const now = await look('reused', 2, ['id', 'word']);
      expect(now).toMatchObject({ awsKeys: [], others: ['id', 'word'] });
      expect(isClear(now)).toBe(true);
    });

    it('is told by its values where they may be read', async () => {
      await expect(look('halves', 2)).rejects.toThrow(
        /another access key than the one that is retired: id/,
      );
    });
  },
);
