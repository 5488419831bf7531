import { ClusterError } from 'backstage-plugin-irsa-node';

/** What an API server, or the way to it, did not give, in the words of a command: what to do is about the kubeconfig and the options. */
export function describeClusterError(
  { details, message }: ClusterError,
  server: string,
): string {
  const { kind, status, code, path, reason } = details;
  const codeOf = code ? ` (${code})` : '';
  switch (kind) {
    case 'credentials':
      return 'The cluster does not accept the credentials of the kubeconfig (401). Log in again.';
    case 'timeout':
      return `The cluster at ${server} did not answer in time. Check the network, or give it longer with --timeout.`;
    case 'untrusted':
      return `The cluster at ${server} shows a certificate that the kubeconfig does not trust${codeOf}. Get a newer kubeconfig.`;
    case 'unreachable':
      return `The cluster at ${server} cannot be reached${codeOf}. Check the network, and the server and credential plug-in of the kubeconfig.`;
    case 'throttled':
      return 'The cluster is busy (429). Try again later.';
    case 'server':
      return reason === 'NotKubernetes'
        ? `What answers at ${server} is not a Kubernetes API server. Check the server of the kubeconfig, and proxies.`
        : `The cluster failed to answer for ${path} (${status}). Look at the API server, and try again.`;
    case 'gone':
      return `The list of ${path} has expired again and again (410). Try again.`;
    default:
      return message;
  }
}
