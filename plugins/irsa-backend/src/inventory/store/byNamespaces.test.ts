import { Workload } from 'backstage-plugin-irsa-common';
import { onEachDatabase } from '../../__testUtils__/onEachDatabase';
import { byNamespaces } from './byNamespaces';
import { WorkloadStore } from './WorkloadStore';

/** How many workloads each has; the objects of one are of the whole cluster. */
const SIZES: Record<string, number> = {
  '': 2,
  a: 1,
  B: 4,
  'b-2': 1,
  c: 7,
  d: 1,
};

function workloadsOf(cluster: string): Workload[] {
  return Object.entries(SIZES).flatMap(([namespace, size]) =>
    Array.from({ length: size }, (_, at) => {
      const name = `w-${at}`;
      return {
        id: `${cluster}/${namespace}/Deployment/${name}`,
        ...{ cluster, namespace, kind: 'Deployment', name },
        status: 'keyless',
        references: [],
        keys: [],
        serviceAccount: { name: 'default' },
      } as unknown as Workload;
    }),
  );
}

onEachDatabase('workloads by parts of whole namespaces', database => {
  it.each([1, 3, 16, 17, 100])(
    'are each looked at once, about %i at a time',
    async size => {
      const knex = await database();
      const mine = workloadsOf('prod');
      await new WorkloadStore(knex).put(
        [...mine, ...workloadsOf('other')].map(workload => ({
          workload,
          listed: false,
        })),
      );
      const parts: { id: string; namespace: string }[][] = [];
      await byNamespaces(
        knex('workloads').where({ cluster: 'prod' }),
        async part => {
          parts.push(await part.select('id', 'namespace'));
        },
        size,
      );
      const ids = parts.flat().map(({ id }) => id);
      expect([...ids].sort()).toEqual(mine.map(({ id }) => id).sort());
      // No namespace is in two parts.
      const places = parts.flatMap(part => [
        ...new Set(part.map(({ namespace }) => namespace)),
      ]);
      expect(places).toHaveLength(Object.keys(SIZES).length);
      const most = size + Math.max(...Object.values(SIZES)) - 1;
      expect(Math.max(...parts.map(part => part.length))).toBeLessThanOrEqual(
        most,
      );
    },
  );

  it('are none of a cluster that has none', async () => {
    const knex = await database();
    const found: unknown[] = [];
    await byNamespaces(
      knex('workloads').where({ cluster: 'prod' }),
      async part => {
        found.push(...(await part.select('id')));
      },
    );
    expect(found).toEqual([]);
  });
});
