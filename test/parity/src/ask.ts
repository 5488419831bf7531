import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Sandbox, startSandbox } from '@internal/sandbox';
import { until } from '@internal/sandbox/until';
import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { Answers } from './compare';
import { definitionsFor, rightsFor } from './definitions';
import { askCluster, askFiles, askPortal } from './doors';
import { separate } from './separate';
import { Answer, Case, Door } from './types';

const LEVELS = [0, 1, 2] as const;

export interface World {
  /** The cases as they are in the cluster; a case's namespaces begin with `cN-`. */
  cases: Case[];
  answers: Answers;
  /** Objects that the API server of the sandbox refuses, with the reason. They are no part of the question. */
  refused: string[];
}

/** Applies the cases to one sandbox cluster, and asks every door about them. */
export async function ask(given: readonly Case[]): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'irsa-parity-'));
  const sandbox = await startSandbox({
    scenario: 'empty',
    portalIdentity: true,
  });
  const cluster = sandbox.cluster(sandbox.clusters[0].name);
  try {
    const separated = given.map((each, at) => separate(each, `c${at}-`));
    const refused: string[] = [];
    const apply = async (object: KubernetesObject) => {
      try {
        // Not as kubectl, which would write an annotation of its own.
        await cluster.apply([object], { fieldManager: 'parity' });
        return true;
      } catch (error) {
        const { kind, metadata } = object;
        refused.push(
          `${metadata?.namespace ?? ''}/${kind}/${metadata?.name}: ${
            (error as Error).message
          }`,
        );
        return false;
      }
    };
    const all = separated.flatMap(({ objects }) => objects);
    const definitions = definitionsFor(all);
    for (const each of [
      ...definitions,
      rightsFor(definitions),
      ...namespacesOf(all),
    ]) {
      await cluster.apply([each]);
    }
    const cases: Case[] = [];
    for (const { name, objects } of separated) {
      const there: KubernetesObject[] = [];
      for (const object of objects) {
        if (await apply(object)) {
          there.push(object);
        }
      }
      cases.push({ name, objects: there });
    }
    await havePods(cluster, cases);
    const answers = new Map<Door, Answer>();
    answers.set('files', await askFiles(cases, folder));
    for (const level of LEVELS) {
      answers.set(
        `cluster ${level}`,
        await askCluster(sandbox, level, path.join(folder, String(level))),
      );
      answers.set(`portal ${level}`, await askPortal(sandbox, level));
    }
    return { cases, answers, refused };
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function namespacesOf(objects: readonly KubernetesObject[]) {
  const named = objects.flatMap(({ metadata }) => metadata?.namespace ?? []);
  return [...new Set(named)].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
}

/** A ReplicaSet that stands alone is known by its Pods. */
async function havePods(
  { store }: ReturnType<Sandbox['cluster']>,
  cases: readonly Case[],
): Promise<void> {
  for (const { kind, metadata } of cases.flatMap(({ objects }) => objects)) {
    if (kind === 'ReplicaSet') {
      await until('the Pods of a ReplicaSet', () =>
        store
          .list({ group: '', plural: 'pods' }, metadata?.namespace)
          .some(pod =>
            pod.metadata.ownerReferences?.some(
              ({ name }) => name === metadata?.name,
            ),
          ),
      );
    }
  }
}
