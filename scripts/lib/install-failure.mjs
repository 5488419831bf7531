import { Problem } from './log.mjs';

const causes = [
  {
    pattern: /YN0081|Unsafe http requests/,
    says: 'The registry uses plain HTTP, which Yarn refuses.',
    wayOut: ['Use a registry with HTTPS: npm config set registry https://...'],
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ECONNRESET|getaddrinfo|network is unreachable|network request/i,
    says: 'The package registry could not be reached.',
    wayOut: [
      'Check the network. Behind a proxy, set HTTPS_PROXY (and HTTP_PROXY).',
      'With a registry of your own: npm config set registry https://... (Yarn gets this setting too).',
    ],
  },
  {
    pattern:
      /SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|self.signed certificate|unable to (get|verify)|CERT_/i,
    says: "The registry's certificate is not trusted.",
    wayOut: [
      'Point NODE_EXTRA_CA_CERTS at the certificate authority of your proxy or registry (PEM).',
    ],
  },
  {
    pattern: /ENOSPC|no space left/i,
    says: 'The disk is full.',
    wayOut: [
      'About 3 GB are needed: 1.5 GB here and as much in the package cache of your home directory.',
    ],
  },
  {
    pattern: /EACCES|EPERM|permission denied/i,
    says: 'A file or directory cannot be written.',
    wayOut: [
      'Check who owns this directory and the caches in your home directory (~/.npm, ~/.yarn).',
    ],
  },
  {
    pattern: /YN0028|lockfile would have been modified/i,
    says: 'yarn.lock does not fit the package.json files.',
    wayOut: [
      'After changing a package.json: node scripts/run.mjs install, and commit yarn.lock.',
    ],
  },
  {
    pattern: /YN0018|checksum|integrity|EINTEGRITY/i,
    says: 'A downloaded package is damaged, or is not the one that yarn.lock names.',
    wayOut: [
      'Clear the package cache and try again: node .yarn/releases/yarn-*.cjs cache clean',
    ],
  },
];

/**
 * @param {string} message what failed
 * @param {string} output what the package manager wrote
 * @param {string[]} wayOut further solutions
 */
export function explainInstallFailure(message, output, wayOut = []) {
  const cause = causes.find(({ pattern }) => pattern.test(output));
  const tail = output
    .trim()
    .split('\n')
    .filter(line => line.trim() && !/^\s+at /.test(line))
    .slice(-8)
    .join('\n    ');
  return new Problem(`${message} ${cause?.says ?? ''}\n\n    ${tail}\n`, [
    ...(cause?.wayOut ?? []),
    ...wayOut,
    'Then run the same command again. It continues where it stopped.',
  ]);
}
