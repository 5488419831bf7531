/**
 * An address as it may be shown: without user, password and query, which may hold tokens. The short form of SSH is kept as it is
 * written. Undefined when it is no address.
 */
export function plainUrl(address: string): string | undefined {
  const short = /^[^@/:\s]+@([A-Za-z0-9.-]+):(?!\/)([^\s?#]+)$/.exec(address);
  if (short) {
    return `ssh://git@${short[1]}/${short[2]}`;
  }
  try {
    const url = new URL(address);
    url.username = url.protocol === 'ssh:' ? 'git' : '';
    url.password = '';
    url.search = '';
    url.hash = '';
    return /^(https?|ssh|git|oci|file):$/.test(url.protocol)
      ? url.href.replace(/\/$/, '')
      : undefined;
  } catch {
    return undefined;
  }
}
