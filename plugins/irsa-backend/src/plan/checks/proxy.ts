import { proxiesFor } from '../world/proxies';
import { stsHost } from '../world/stsHost';
import { answer, PlanCheck, short } from './PlanCheck';

/** Calls to STS are https, and SDKs send those through HTTPS_PROXY unless NO_PROXY names the host. */
export const proxy: PlanCheck = ({ world }) => {
  const host = stsHost(world);
  const uses = proxiesFor(world, host);
  if (uses.length === 0) {
    return undefined;
  }
  const taken = uses.filter(({ isLeftOut }) => isLeftOut !== 'yes');
  const names = [...new Set(uses.flatMap(({ variables }) => variables))];
  if (taken.length === 0) {
    return answer('proxy', 'F19', {
      state: 'passed',
      params: { host, variables: names },
      message: `${host} is left out of the proxy by NO_PROXY.`,
      evidence: 'Variables of the Pod template.',
    });
  }
  const containers = taken.map(({ container }) => container);
  const doubt = taken.some(({ isLeftOut }) => isLeftOut === 'notKnown')
    ? '; what NO_PROXY leaves out is not known'
    : '';
  const pattern = taken.some(({ isLeftOut }) => isLeftOut === 'some')
    ? ' NO_PROXY names it by a pattern with *, which programs in Go and Java understand, and others do not.'
    : '';
  return answer('proxy', 'F19', {
    state: 'warning',
    params: { host, variables: names, containers },
    message: `The calls of container ${short(
      containers,
    )} go through a proxy (${short(
      names,
    )})${doubt}. A static key needs no STS, a role does: the proxy has to let ${host} through.${pattern}`,
    evidence:
      'Variables of the Pod template and of the objects it takes all variables from.',
    fix: `Allow CONNECT to ${host}:443 at the proxy, or add ${host} to NO_PROXY where Pods reach it directly.`,
  });
};
