import { AuditFinding, KubernetesObject } from '../audit/types';
import { kindOf } from '../kubernetes/kinds';
import {
  credentialVariables,
  fileVariables,
  isCredentialKey,
} from './detach/credentialNames';
import { isDelivery } from './deliveries';
import { containersOf, Json, listOf } from './detach/podFields';
import { podSpecPath } from './listChanges';

/** Why no change of a Pod template helps; undefined when one does. */
export function whyNotHere(
  found: readonly AuditFinding[],
  value: KubernetesObject | undefined,
): string | undefined {
  const [{ kind, remedy }] = found;
  const paths = [...new Set(found.map(({ path }) => path))].join(', ');
  if (value && isDelivery(value)) {
    return deliveredWords(paths);
  }
  if (kind === 'Kustomization') {
    return `Kustomize renders a chart with Helm there, and has its values with the key (${paths}). That is not done here: change the values by hand and look at what kustomize build --enable-helm makes, or keep the chart and a file of values in the repository and name the chart's folder.`;
  }
  if (!kindOf(kind)?.template) {
    return remedy
      ? `It makes no Pods. ${remedy.text}`
      : 'It makes no Pods; find out who uses the key.';
  }
  if (found.every(({ verdict }) => verdict === 'uncertain')) {
    const names = new Set(
      found.flatMap(({ envNames, keyNames }) =>
        envNames.length > 0 ? envNames : keyNames,
      ),
    );
    return `Whether it is a key of AWS is not certain (${
      [...names].join(', ') || paths
    }). Look at it yourself.`;
  }
  return found.map(each => whyByHand(each, value)).find(Boolean);
}

/** Of what deploys others. @param paths - where it names the key */
export function deliveredWords(paths: string): string {
  return `It hands the key on to what it deploys (${paths}), and that is not rendered here. Where the chart is in the repository, name its folder, with these values in a file: irsa-audit fix CHART --values FILE. Else take the key out there by hand, give the ServiceAccount of the workload the role, and look at what is rendered; or let the portal plan it for the workload.`;
}

/** A place where a role alone does not replace the key: the application itself reads it there. */
function whyByHand(
  {
    container,
    containerType,
    location,
    path,
    envNames,
    keyNames,
    mountPath = '',
    verdict,
  }: AuditFinding,
  value: KubernetesObject | undefined,
): string | undefined {
  if (verdict === 'uncertain') {
    return undefined;
  }
  if (verdict === 'ses-smtp') {
    return `It sends mail as an IAM user of the SMTP interface of SES (${
      [...new Set([...envNames, ...keyNames])].join(', ') || path
    }), which takes no role. Send through the API of SES instead, which does; until then, let the user send mail and nothing else.`;
  }
  if (!container || containerType === 'ephemeral') {
    return `It has a key in ${path}, which no change of its containers takes away. Remove it there first.`;
  }
  const others = envNames.filter(name => !credentialVariables.has(name));
  if (others.length > 0) {
    return `It takes its key from ${others.join(
      ', ',
    )}, which no SDK reads by itself. Change its code or settings first, so that it uses the role.`;
  }
  const files = location.startsWith('volume-')
    ? keyNames.filter(
        name =>
          !isCredentialKey(name) &&
          !/(^|\/)\.aws(\/|$)/.test(mountPath) &&
          !isToldToSdk(value, container, [mountPath, name]),
      )
    : [];
  return files.length > 0
    ? `It reads its key from the file ${files.join(
        ', ',
      )}, which may hold more. Take the key out of the file by hand, or change its settings first.`
    : undefined;
}

/** Whether a variable of the SDKs names the file, so that they read it and nobody else need. */
function isToldToSdk(
  value: KubernetesObject | undefined,
  container: string,
  [mountPath, name]: readonly [string, string],
): boolean {
  return containersOf(value ? specOf(value) : {}).some(
    each =>
      each.container.name === container &&
      listOf(each.container, 'env').some(
        variable =>
          fileVariables.has(String(variable.name)) &&
          [mountPath, `${mountPath.replace(/\/$/, '')}/${name}`].includes(
            String(variable.value),
          ),
      ),
  );
}

/** The PodSpec of a workload; `{}` where it has none. */
export function specOf(value: KubernetesObject): Json {
  return podSpecPath(String(value.kind)).reduce<Json>(
    (node, step) => (node[step] ?? {}) as Json,
    value,
  );
}
