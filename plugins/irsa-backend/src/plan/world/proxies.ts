import { containerVariables } from './containerVariables';
import { containersOf, podSpec } from './podTemplate';
import { World } from './World';

/** How one container's calls over https to a host leave it. */
interface ProxyUse {
  container: string;
  /** Variables that name the proxy. */
  variables: string[];
  /** `no`: NO_PROXY does not name the host. `some`: it does, in a form that not every program understands. */
  isLeftOut: 'yes' | 'no' | 'some' | 'notKnown';
}

const PROXY = /^(https|all)_proxy$/i;
const ORDER: readonly ProxyUse['isLeftOut'][] = [
  'no',
  'notKnown',
  'some',
  'yes',
];
const JAVA = /^(JAVA_TOOL_OPTIONS|JAVA_OPTS|JDK_JAVA_OPTIONS)$/;

/**
 * The containers whose calls over https to this host go through a proxy, or would without NO_PROXY. HTTP_PROXY is for plain http.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-http-proxy.html
 */
export function proxiesFor(
  world: Pick<World, 'object' | 'objects'>,
  host: string,
): ProxyUse[] {
  return containersOf(podSpec(world.object)).flatMap(({ container }) => {
    const variables = containerVariables(container, world.objects);
    const found = variables.filter(
      ({ name, value }) =>
        (PROXY.test(name) && value !== '') ||
        (JAVA.test(name) && /-Dhttps\.proxyHost/.test(value ?? '')),
    );
    if (found.length === 0) {
      return [];
    }
    const exceptions = variables.filter(({ name }) => /^no_proxy$/i.test(name));
    return [
      {
        container: String(container.name),
        variables: [...new Set(found.map(({ name }) => name))],
        isLeftOut: exceptions
          .map(({ value }) =>
            value === undefined ? 'notKnown' : exceptionFor(value, host),
          )
          .reduce<ProxyUse['isLeftOut']>(
            (one, other) =>
              ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one,
            'no',
          ),
      },
    ];
  });
}

/** Names match themselves and what ends with them. `*` alone is everything; Go and Java know `*.name`, curl and Python do not. */
function exceptionFor(list: string, host: string): 'yes' | 'no' | 'some' {
  const entries = list
    .toLowerCase()
    .split(/[\s,|]+/)
    .map(each => each.replace(/:\d+$/, ''))
    .filter(Boolean);
  const fits = (name: string) =>
    name !== '' && (host === name || host.endsWith(`.${name}`));
  if (entries.some(each => each === '*' || fits(each.replace(/^\./, '')))) {
    return 'yes';
  }
  return entries.some(
    each => each.startsWith('*') && fits(each.replace(/^\*\.?/, '')),
  )
    ? 'some'
    : 'no';
}
