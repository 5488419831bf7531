import {
  isNotThere,
  KINDS,
  listAll,
  listPath,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { Json, podTemplate, WorkloadObject } from './podTemplate';

/** The agent that hands out the roles of associations on each node, and where it is not. */
export interface PodIdentityAgent {
  /** Of its DaemonSet; absent when there is none. */
  nodes?: { wanted: number; ready: number };
  /** Nodes of EKS Auto Mode have it without a DaemonSet. Asked where no Pod of one is ready. */
  isBuiltIn?: boolean;
  /** Why the DaemonSet could not be read. */
  notRead?: string;
  /** Pods of the workload that run on Fargate; absent when Pods could not be listed. */
  onFargate?: string[];
}

const NAMESPACE = 'kube-system';
const NAME = 'eks-pod-identity-agent';
const FARGATE_LABEL = 'eks.amazonaws.com/fargate-profile';

/** Never throws: what could not be read is said in the answer. */
export async function readAgent(
  cluster: ClusterHandle,
  namespace: string,
  object: WorkloadObject,
): Promise<PodIdentityAgent> {
  const [daemonSet, onFargate] = await Promise.all([
    readDaemonSet(cluster),
    podsOnFargate(cluster, namespace, object).catch(() => undefined),
  ]);
  return { ...daemonSet, onFargate };
}

async function readDaemonSet(
  cluster: ClusterHandle,
): Promise<Omit<PodIdentityAgent, 'onFargate'>> {
  try {
    const found = await readObject<{
      status?: { desiredNumberScheduled?: number; numberReady?: number };
    }>(cluster, objectPath(KINDS.DaemonSet, NAMESPACE, NAME));
    return found
      ? {
          nodes: {
            wanted: found.status?.desiredNumberScheduled ?? 0,
            ready: found.status?.numberReady ?? 0,
          },
        }
      : {};
  } catch (error) {
    return isNotThere(error) ? {} : { notRead: (error as Error).message };
  }
}

async function podsOnFargate(
  cluster: ClusterHandle,
  namespace: string,
  object: WorkloadObject,
): Promise<string[]> {
  const { labels = {} } = (podTemplate(object).metadata ?? {}) as {
    labels?: Record<string, string>;
  };
  const pods = await listAll<Json>(cluster, listPath(KINDS.Pod, namespace), {
    labelSelector: FARGATE_LABEL,
  });
  return pods.flatMap(pod => {
    const { name, labels: present = {} } = pod.metadata as {
      name: string;
      labels?: Record<string, string>;
    };
    return Object.entries(labels).every(
      ([key, value]) => present[key] === value,
    )
      ? [name]
      : [];
  });
}
