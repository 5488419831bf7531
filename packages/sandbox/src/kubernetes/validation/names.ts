const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
export const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const SUBDOMAIN_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_MESSAGE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** The reason why a name is not allowed for this resource; undefined when it is. */
export function nameProblem(plural: string, name: string): string | undefined {
  if (/^(cluster)?role(binding)?s$/.test(plural)) {
    return /[/%]/.test(name) || name === '.' || name === '..'
      ? `may not contain '/' or '%'`
      : undefined;
  }
  // Since Kubernetes 1.36 a Service may begin with a digit.
  if (plural === 'services' && name.includes('.')) {
    return 'must not contain dots';
  }
  if (['namespaces', 'services'].includes(plural)) {
    return labelProblem(name);
  }
  if (plural === 'cronjobs' && name.length > 52) {
    return 'must be no more than 52 characters';
  }
  if (name.length > 253) {
    return 'must be no more than 253 characters';
  }
  return DNS_SUBDOMAIN.test(name) ? undefined : SUBDOMAIN_MESSAGE;
}

export function labelProblem(name: string): string | undefined {
  if (name.length > 63) {
    return 'must be no more than 63 characters';
  }
  return DNS_LABEL.test(name) ? undefined : LABEL_MESSAGE;
}
