import {
  AuditFinding,
  auditObjects,
  CUSTOM_RESOURCE_RULES,
  CUSTOM_WORKLOADS,
  KubernetesObject,
} from 'backstage-plugin-irsa-node';
import { ApiClient } from './cluster/ApiClient';
import { ClusterError } from './cluster/ClusterError';
import { ClusterReader } from './cluster/ClusterReader';
import { loadKubeConfig } from './cluster/loadKubeConfig';
import { readNamedSecrets } from './cluster/readNamedSecrets';
import { CommandError, EXIT } from './errors';
import { finish } from './finish';
import { Io } from './io';
import { Note } from './notes';
import { CommonOptions, readAssociations, readCatalogueFile } from './options';
import { startProgress } from './progress';
import { count } from './text';

export interface ClusterOptions extends CommonOptions {
  kubeconfig?: string;
  context?: string;
  namespace: string[];
  readLevel: 0 | 1 | 2;
  /** Seconds for one answer. */
  timeout: number;
}

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
  const client = new ApiClient(kubeConfig, options.timeout * 1000);
  const notes: Note[] = [];
  const progress = startProgress(io.stderr, {
    enabled: !options.quiet,
  });
  const reader = new ClusterReader(client, {
    readLevel,
    namespaces: options.namespace,
    customKinds: [...CUSTOM_WORKLOADS, ...CUSTOM_RESOURCE_RULES, ...catalogue],
    note: note => notes.push(note),
    progress: ({ done, all, plural, objects }) =>
      progress.update(done, all, `${plural}, ${objects} objects so far`),
  });
  const audit = (objects: readonly KubernetesObject[], level: 0 | 1 | 2) =>
    auditObjects(objects, {
      catalogue,
      podIdentityAssociations,
      readLevel: level,
    });

  let objects: readonly KubernetesObject[] = reader.objects;
  let findings: AuditFinding[] = [];
  let failure: string | undefined;
  try {
    await reader.read();
    if (readLevel === 2) {
      findings = audit(objects, 1);
      objects = await readNamedSecrets(reader, findings, progress);
    }
  } catch (error) {
    if (!(error instanceof ClusterError)) {
      throw error;
    }
    if (reader.listed === 0) {
      throw new CommandError(error.message, EXIT.partial);
    }
    failure = error.message;
  } finally {
    progress.stop();
  }
  if (reader.listed === 0) {
    throw new CommandError(
      `Nothing may be read in ${client.server}. Give the user of the kubeconfig the right to list workloads, or name a namespace with --namespace.`,
      EXIT.partial,
    );
  }
  findings = audit(objects, readLevel);
  const context = kubeConfig.getContextObject(kubeConfig.getCurrentContext());
  return finish(
    {
      findings,
      notes,
      cluster: context?.name ?? client.server,
      complete: failure === undefined,
      failure,
      scope: `${count(objects.length, 'object')} of ${
        context?.name ?? client.server
      }, read level ${readLevel}`,
    },
    options,
    io,
  );
}
