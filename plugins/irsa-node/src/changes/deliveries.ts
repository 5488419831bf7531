import { KubernetesObject } from '../audit/types';
import { credentialVariables } from './detach/credentialNames';
import { Json } from './detach/podFields';
import { pathText, ValuePath, walkValues } from './helm/values';

/** What deploys charts and kustomizations, with values and patches of its own. */
const DELIVERS =
  /^(argoproj\.io Application(Set)?|helm\.toolkit\.fluxcd\.io HelmRelease|kustomize\.toolkit\.fluxcd\.io Kustomization|helm\.cattle\.io HelmChart(Config)?|fleet\.cattle\.io (GitRepo|Bundle))$/;
const NAMES_KEY = new RegExp(
  `(^|[^A-Za-z0-9_])(${[...credentialVariables].join('|')})($|[^A-Za-z0-9_])`,
);

/** Whether an object deploys what is written elsewhere, such as an Application. */
export function isDelivery({ apiVersion = '', kind }: KubernetesObject) {
  return DELIVERS.test(`${apiVersion.split('/')[0]} ${kind}`);
}

/**
 * Where an object that deploys others names the variables of a key: in values of a chart, in parameters and in patches, as fields or as
 * text. Paths, without their values. Pure.
 */
export function keysHandedOn(object: KubernetesObject): string[] {
  const found = new Set<string>();
  for (const { path, value } of walkValues((object as Json).spec)) {
    const at: ValuePath = ['spec', ...path];
    if (typeof value === 'string' && NAMES_KEY.test(value)) {
      found.add(pathText(at));
    } else if (NAMES_KEY.test(String(path.at(-1) ?? ''))) {
      found.add(pathText(at));
    }
  }
  return [...found];
}
