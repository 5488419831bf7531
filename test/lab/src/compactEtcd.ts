import { LabDescription } from './LabDescription';
import { readSettings } from './settings';

/**
 * Makes etcd drop its history, as the API server does every five minutes.
 * https://etcd.io/docs/v3.6/op-guide/maintenance/#history-compaction-v3-api-key-value-database
 */
export async function compactEtcd({
  kubernetes,
}: LabDescription): Promise<void> {
  const { port } = new URL(kubernetes.server);
  const { etcdClient } = readSettings({ LAB_PORT: port }).ports;
  const call = async (method: string, body: object) => {
    const response = await fetch(
      `http://127.0.0.1:${etcdClient}/v3/kv/${method}`,
      { method: 'POST', body: JSON.stringify(body) },
    );
    const text = await response.text();
    // Another compaction was as fast.
    if (!response.ok && !text.includes('has been compacted')) {
      throw new Error(`etcd answered ${response.status} to ${method}: ${text}`);
    }
    return JSON.parse(text);
  };
  const { header } = await call('range', { key: 'AA==', count_only: true });
  await call('compaction', { revision: header.revision });
}
