import { Behaviour } from '../../contract';
import { Cluster } from '../support/Cluster';
import {
  container,
  deployment,
  MERGE_PATCH,
  STRATEGIC_PATCH,
} from '../support/manifests';
import { made, patch, stored } from '../support/objects';
import { plain, refusal } from '../support/reduce';

export const RFC7386 = 'https://www.rfc-editor.org/rfc/rfc7386';

const STRATEGIC =
  'https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md';

const key = (name: string, of: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: of, key: name } },
});

/** Keys by env and by envFrom, files, and a second container: all that a migration has to patch. */
const WORKLOAD = deployment('d', {
  replicas: 0,
  template: {
    imagePullSecrets: [{ name: 'pull-a' }, { name: 'pull-b' }],
    tolerations: [{ key: 'spot', operator: 'Exists' }],
    volumes: [
      { name: 'keys', secret: { secretName: 'aws-secrets' } },
      { name: 'scratch', emptyDir: {} },
    ],
    containers: [
      container({
        env: [
          { name: 'LEVEL', value: 'info' },
          key('AWS_ACCESS_KEY_ID', 'aws-secrets'),
          key('AWS_SECRET_ACCESS_KEY', 'aws-secrets'),
        ],
        envFrom: [
          { secretRef: { name: 'aws-secrets' } },
          { configMapRef: { name: 'settings' } },
        ],
        volumeMounts: [
          { name: 'keys', mountPath: '/keys' },
          { name: 'scratch', mountPath: '/tmp' },
        ],
      }),
      { name: 'sidecar', image: 'registry.example/idle:2' },
    ],
  },
});

/** The Pod template in short: only the parts that this table patches. */
function template({ spec }: any) {
  const pod = spec.template.spec;
  const names = (list?: any[]) => list?.map(each => each.name);
  return plain({
    containers: pod.containers.map((each: any) =>
      plain({
        name: each.name,
        image: each.image.replace('registry.example/', ''),
        env: names(each.env),
        envFrom: each.envFrom?.map(
          (from: any) => (from.secretRef ?? from.configMapRef).name,
        ),
        mounts: each.volumeMounts?.map(
          (mount: any) => `${mount.name} ${mount.mountPath}`,
        ),
      }),
    ),
    volumes: names(pod.volumes),
    pull: names(pod.imagePullSecrets),
    tolerations: pod.tolerations?.map((each: any) => each.key),
  });
}

export const APP = {
  name: 'app',
  image: 'idle:1',
  env: ['LEVEL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  envFrom: ['aws-secrets', 'settings'],
  mounts: ['keys /keys', 'scratch /tmp'],
};

export const SIDECAR = { name: 'sidecar', image: 'idle:2' };

export const TEMPLATE = {
  containers: [APP, SIDECAR],
  volumes: ['keys', 'scratch'],
  pull: ['pull-a', 'pull-b'],
  tolerations: ['spot'],
};

export const podSpec = (spec: unknown) => ({ spec: { template: { spec } } });

export const app = (changes: object) =>
  podSpec({ containers: [{ name: 'app', ...changes }] });

/** The workload after a patch, or the error. An error must change nothing. */
export function patched(
  headers: Record<string, string>,
  source: string,
): (
  id: string,
  what: string,
  body: unknown,
  answer: object,
) => Behaviour<Cluster> {
  return (id, what, body, answer) => ({
    id: `patch.${id}`,
    what,
    source,
    call: async cluster => {
      await made(cluster, 'deployments', WORKLOAD);
      const sent = await patch(cluster, 'deployments', 'd', headers, body);
      const after = await stored(cluster, 'deployments', 'd');
      if (sent.status === 200) {
        return template(after);
      }
      return { ...refusal(sent), generation: after.metadata.generation };
    },
    answer,
  });
}

export const merge = patched(MERGE_PATCH, RFC7386);

export const strategic = patched(STRATEGIC_PATCH, STRATEGIC);
