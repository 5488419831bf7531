/**
 * What a terminal may show of the line of JSON that the sandbox prints when it is ready: names and addresses of its accounts
 * and clusters. Its keys stay in the files of its state directory.
 * @param {string} line @returns {string | undefined} one line of JSON; undefined when `line` is another one
 */
export function publicDescription(line) {
  let parsed;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed?.clusters)) {
    return undefined;
  }
  return JSON.stringify({
    accounts: (parsed.accounts ?? []).map(({ id, endpoint }) => ({
      id,
      endpoint,
    })),
    clusters: parsed.clusters.map(({ name, server, kubeconfig }) => ({
      name,
      server,
      kubeconfig,
    })),
  });
}
