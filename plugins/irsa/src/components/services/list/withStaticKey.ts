/** Those that the figures and the heat map count as having a static key. */
export const withStaticKey = [
  'static',
  'shadowed',
  'running',
  'failed',
  'rolledBack',
];
