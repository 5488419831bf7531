import { until } from '@internal/sandbox/until';
import { WORKLOAD_KINDS, WorkloadObject } from '../kinds';
import { CatalogLinks } from '../links/CatalogLinks';
import { KeyDirectory } from '../links/KeyDirectory';
import { ClusterReader } from './ClusterReader';
import { ObjectAuditor } from './ObjectAuditor';
import { ScanContext } from './ScanContext';
import { Surroundings } from './ScanWorld';
import { WorkloadPages } from './WorkloadPages';

const kind = WORKLOAD_KINDS.find(each => each.kind === 'Deployment')!;
/** As many as are written together. */
const PAGE = 500;

/** Pages of a cluster without keys, whose writes end when they are told to. */
function open() {
  const writes: { names: string[]; end: (error?: Error) => void }[] = [];
  const pages = new WorkloadPages({
    cluster: 'prod',
    reader: { mayRead: () => true } as unknown as ClusterReader,
    auditor: {
      ahead: async () => {},
      audit: async () => ({
        references: [],
        keys: [],
        objects: [],
        unread: [],
      }),
    } as unknown as ObjectAuditor,
    surroundings: {
      roleArns: new Map(),
      associated: new Set(),
    } as unknown as Surroundings,
    context: {
      keys: {} as KeyDirectory,
      links: { find: () => ({}) } as unknown as CatalogLinks,
      readLevel: 2,
      memory: { hasScanned: false },
    } as unknown as ScanContext,
    asOf: new Date().toISOString(),
    keep: found =>
      new Promise<void>((resolve, reject) => {
        writes.push({
          names: found.map(({ workload }) => workload.name),
          end: error => (error ? reject(error) : resolve()),
        });
      }),
    earlier: { bases: async () => new Map(), seen: async () => {} },
  });
  const page = (at: number) =>
    Array.from(
      { length: PAGE },
      (_, index): WorkloadObject => ({
        metadata: { name: `w-${at}-${index}`, namespace: 'shop' },
      }),
    );
  return { pages, page, writes };
}

describe('pages of a scan', () => {
  it('are audited while two are written, and no more', async () => {
    const { pages, page, writes } = open();
    await pages.handle(kind, page(0));
    await pages.handle(kind, page(1));
    await pages.handle(kind, page(2));
    await until(() => writes.length === 2);
    const last = pages.handle(kind, page(3));
    const end = last.then(() => pages.end());
    // The third page is audited, and waits for the first to be written.
    expect(writes.map(({ names }) => names[0])).toEqual(['w-0-0', 'w-1-0']);
    writes[0].end();
    await until(() => writes.length === 3);
    writes[1].end();
    writes[2].end();
    // The last is of what is left, which is nothing.
    await until(() => writes.length === 5);
    writes[3].end();
    writes[4].end();
    expect(await end).toBe(4 * PAGE);
    expect(writes.map(({ names }) => names.length)).toEqual([
      ...Array(4).fill(PAGE),
      0,
    ]);
  });

  it('are all written, or not, before the scan goes on after a fault', async () => {
    const { pages, page, writes } = open();
    await pages.handle(kind, page(0));
    await pages.handle(kind, page(1));
    await until(() => writes.length === 2);
    writes[0].end(new Error('the disk is full'));
    await expect(pages.end()).rejects.toThrow('the disk is full');
    let isSettled = false;
    const settled = pages.settled().then(() => {
      isSettled = true;
    });
    await new Promise(setImmediate);
    expect(isSettled).toBe(false);
    writes[1].end();
    await settled;
    expect(isSettled).toBe(true);
  });
});
