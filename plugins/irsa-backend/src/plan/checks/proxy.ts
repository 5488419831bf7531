import { containersOf, listOf, podSpec } from '../world/podTemplate';
import { stsHost } from '../world/stsHost';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** Calls to STS are https, and SDKs send those through HTTPS_PROXY unless NO_PROXY names the host. */
export const proxy: PlanCheck = context => {
  const { world } = context;
  const host = stsHost({ ...world.cluster, ...world.account });
  const variables = variablesOf(context);
  const proxies = variables.filter(({ name }) =>
    /^(https?|all)_proxy$|^(JAVA_TOOL_OPTIONS|JAVA_OPTS)$/i.test(name),
  );
  const used = proxies.filter(
    ({ name, value }) =>
      !/^JAVA/.test(name) || /-Dhttps?\.proxyHost/.test(value ?? ''),
  );
  if (used.length === 0) {
    return undefined;
  }
  const names = [...new Set(used.map(({ name }) => name))];
  const exceptions = variables.filter(({ name }) => /^no_proxy$/i.test(name));
  const isException = exceptions.some(({ value }) => excludes(value, host));
  const unknown = exceptions.some(({ value }) => value === undefined);
  return isException
    ? answer('proxy', 'F19', {
        state: 'passed',
        params: { host, variables: names },
        message: `${host} is left out of the proxy by NO_PROXY.`,
        evidence: 'Variables of the Pod template.',
      })
    : answer('proxy', 'F19', {
        state: 'warning',
        params: { host, variables: names },
        message: `The containers send their calls through a proxy (${short(
          names,
        )})${
          unknown ? '; what NO_PROXY leaves out is not known' : ''
        }. A static key needs no STS, a role does: the proxy has to let ${host} through.`,
        evidence:
          'Variables of the Pod template and of the objects it takes all variables from.',
        fix: `Allow CONNECT to ${host}:443 at the proxy, or add ${host} to NO_PROXY where Pods reach it directly.`,
      });
};

interface Variable {
  name: string;
  /** Absent when it comes from elsewhere. */
  value?: string;
}

function variablesOf({ world }: CheckContext): Variable[] {
  return containersOf(podSpec(world.object)).flatMap(({ container }) => [
    ...listOf(container, 'env').map(({ name, value }) => ({
      name: String(name),
      value: typeof value === 'string' ? value : undefined,
    })),
    ...listOf(container, 'envFrom').flatMap(source => {
      const reference = (source.secretRef ?? source.configMapRef) as
        | { name?: string }
        | undefined;
      const kind = source.secretRef ? 'Secret' : 'ConfigMap';
      const found = world.objects.find(
        object => object.kind === kind && object.name === reference?.name,
      );
      return (found?.keys ?? []).map(key => ({
        name: `${source.prefix ?? ''}${key}`,
        value: undefined,
      }));
    }),
  ]);
}

function excludes(list: string | undefined, host: string): boolean {
  return (list ?? '')
    .split(/[\s,|]+/)
    .map(each => each.replace(/^\*?\.?/, '').toLowerCase())
    .some(each => each !== '' && (host === each || host.endsWith(`.${each}`)));
}
