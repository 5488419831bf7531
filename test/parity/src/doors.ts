import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Sandbox } from '@internal/sandbox';
import { Coverage, Workload, WorkloadPage } from 'backstage-plugin-irsa-common';
import { ReadLevel } from 'backstage-plugin-irsa-node';
import { run } from '../../../packages/cli/src/__testUtils__/run';
import { PortalWorld } from '../../../plugins/irsa-backend/src/__testUtils__/PortalWorld';
import { Answer, Case, Row } from './types';

const FIELDS = ['--format', 'json', '--wide', '--fail-on', 'none'];

/** `irsa-audit files`, of each case alone. */
export async function askFiles(
  cases: readonly Case[],
  folder: string,
): Promise<Answer> {
  const rows: Row[] = [];
  for (const [at, { objects }] of cases.entries()) {
    const file = path.join(folder, `${at}.json`);
    writeFileSync(
      file,
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    );
    rows.push(...(await rowsOf(['files', file, ...FIELDS], folder)).rows);
  }
  return { rows, saysUnread: () => false, unreadSecrets: 0 };
}

/** `irsa-audit cluster` at one level. */
export async function askCluster(
  { clusters: [{ kubeconfig }] }: Sandbox,
  level: ReadLevel,
  folder: string,
): Promise<Answer> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'kubeconfig');
  writeFileSync(file, kubeconfig, { mode: 0o600 });
  const args = ['--kubeconfig', file, '--read-level', String(level)];
  const { rows, stderr } = await rowsOf(
    ['cluster', ...args, ...FIELDS],
    folder,
  );
  const said = /(\d+) Secrets? that nothing refers to/.exec(stderr);
  return {
    rows,
    // The command says it once, for the whole cluster.
    saysUnread: () =>
      level < 2 && /no (value of a )?Secret was read/.test(stderr),
    unreadSecrets: Number(said?.[1] ?? 0),
  };
}

async function rowsOf(
  args: string[],
  cwd: string,
): Promise<{ rows: Row[]; stderr: string }> {
  const { code, stdout, stderr } = await run(args, { cwd });
  if (code !== 0) {
    throw new Error(
      `irsa-audit ${args.join(' ')} ended with ${code}: ${stderr}`,
    );
  }
  return { rows: JSON.parse(stdout).map(toRow), stderr };
}

/** The portal's REST API, with a portal of its own for the level. */
export async function askPortal(
  sandbox: Sandbox,
  level: ReadLevel,
): Promise<Answer> {
  const world = await PortalWorld.start({
    sandbox: { scenario: 'empty' },
    running: sandbox,
    irsa: { readLevel: level },
    entities: [],
  });
  try {
    await world.post('/scans', {}, 200);
    const workloads: Workload[] = [];
    let cursor: string | undefined;
    do {
      const page: WorkloadPage = await world.get(
        `/workloads?limit=100${cursor ? `&cursor=${cursor}` : ''}`,
      );
      workloads.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    const {
      clusters: [{ readLevel, unreadSecrets = 0 }],
    }: Coverage = await world.get('/coverage');
    const unread = new Set(
      workloads
        .filter(({ statusReason = '' }) => /not read/.test(statusReason))
        .map(placeOf),
    );
    return {
      rows: workloads.flatMap(workload =>
        workload.references.map(reference =>
          toRow({ ...workload, ...reference, kind: kindOf(workload) }),
        ),
      ),
      saysUnread: object => readLevel! < 2 || unread.has(object),
      unreadSecrets,
    };
  } finally {
    await world.close();
  }
}

/** The portal names custom resources with their group. */
function kindOf({ kind }: Pick<Workload, 'kind'>): string {
  return kind.split('.')[0];
}

/** `namespace/kind/name` */
export function placeOf({
  namespace,
  kind,
  name,
}: Pick<Row, 'namespace' | 'kind' | 'name'>): string {
  return `${namespace}/${kindOf({ kind })}/${name}`;
}

function toRow({
  namespace,
  kind,
  name,
  container,
  location,
  objectName,
  keyNames,
  verdict,
  confidence,
}: Row): Row {
  return {
    namespace,
    kind,
    name,
    container,
    location,
    objectName,
    keyNames: [...keyNames].sort(),
    verdict,
    confidence,
  };
}
