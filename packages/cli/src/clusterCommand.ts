import {
  auditWithReferences,
  ClusterClient,
  ClusterError,
  CUSTOM_RESOURCE_RULES,
  CUSTOM_WORKLOADS,
  isClusterError,
  KubernetesObject,
  persistent,
} from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import { ClusterReader } from './cluster/ClusterReader';
import { loadKubeConfig } from './cluster/loadKubeConfig';
import { readNamedSecrets } from './cluster/readNamedSecrets';
import { describeClusterError } from './cluster/wording';
import { CommandError, EXIT } from './errors';
import { finish } from './finish';
import { Io } from './io';
import { Note } from './notes';
import { CommonOptions, readAssociations, readCatalogueFile } from './options';
import { startProgress } from './progress';

export interface ClusterOptions extends CommonOptions {
  kubeconfig?: string;
  context?: string;
  namespace: string[];
  readLevel: 0 | 1 | 2;
  /** Seconds for one answer. */
  timeout: number;
}

/** A token may be renewed while a long scan runs, and a credential plug-in need not run for each request. */
const CREDENTIALS_MS = 60_000;

/** What workloads refer to. */
const OBJECTS = ['Secret', 'ConfigMap'] as const;

/** What a level leaves out, so that silence is not taken for "no key". */
const NOT_READ: Record<0 | 1 | 2, string> = {
  0: ': judged by names; no Secret was read',
  1: ': judged by names; no value of a Secret was read',
  2: '',
};

/** `irsa-audit cluster`. @returns the exit code. Throws CommandError. */
export async function clusterCommand(
  options: ClusterOptions,
  io: Io,
): Promise<number> {
  const { readLevel } = options;
  const catalogue = readCatalogueFile(options.catalogue, io.cwd);
  const podIdentityAssociations = readAssociations(
    options.podIdentityAssociations,
    io.cwd,
  );
  const kubeConfig = loadKubeConfig(options, io.cwd, io.env);
  const { server } = kubeConfig.getCurrentCluster()!;
  const client = persistent(
    new ClusterClient({
      name: server,
      kubeConfig: () => kubeConfig,
      timeoutMs: options.timeout * 1000,
      userAgent: 'irsa-audit',
      credentialsMs: CREDENTIALS_MS,
    }),
  );
  const describe = (error: ClusterError) => describeClusterError(error, server);
  const notes: Note[] = [];
  const progress = startProgress(io.stderr, {
    enabled: !options.quiet,
  });
  const reader = new ClusterReader(client, {
    readLevel,
    namespaces: options.namespace,
    customKinds: [...CUSTOM_WORKLOADS, ...CUSTOM_RESOURCE_RULES, ...catalogue],
    note: note => notes.push(note),
    describe,
    progress: ({ done, all, plural, objects }) =>
      progress.update(done, all, `${plural}, ${objects} objects so far`),
  });
  const audit = (objects: readonly KubernetesObject[], level: 0 | 1 | 2) =>
    auditWithReferences(objects, {
      catalogue,
      podIdentityAssociations,
      readLevel: level,
      doubtsUnknownNames: true,
      complete: new Set(OBJECTS.filter(kind => reader.complete.has(kind))),
    });

  let objects: readonly KubernetesObject[] = reader.objects;
  let unread = 0;
  let failure: string | undefined;
  try {
    await reader.read();
    if (readLevel === 2) {
      ({ objects, unread } = await readNamedSecrets(
        client,
        reader,
        audit(objects, 1),
        progress,
      ));
    }
  } catch (error) {
    if (!isClusterError(error)) {
      throw error;
    }
    if (reader.listed === 0) {
      throw new CommandError(describe(error), EXIT.partial);
    }
    failure = describe(error);
  } finally {
    progress.stop();
  }
  if (reader.listed === 0) {
    throw new CommandError(
      notes.find(({ kind }) => kind === 'broken')?.text ??
        `Nothing may be read in ${server}. Give the user of the kubeconfig the right to list workloads, or name a namespace with --namespace.`,
      EXIT.partial,
    );
  }
  const { findings } = audit(objects, readLevel);
  const context = kubeConfig.getContextObject(kubeConfig.getCurrentContext());
  return finish(
    {
      findings,
      notes,
      cluster: context?.name ?? server,
      complete: failure === undefined && !reader.isIncomplete,
      failure,
      scope: `${counted(objects.length, 'object')} of ${
        context?.name ?? server
      }, read level ${readLevel}${NOT_READ[readLevel]}${
        unread > 0
          ? `; ${counted(
              unread,
              'Secret',
            )} that nothing refers to, under names that say nothing, not read`
          : ''
      }${
        reader.knowsAllKinds
          ? ''
          : '; of custom resources, only kinds with a rule (their definitions may not be listed)'
      }`,
    },
    options,
    io,
  );
}
