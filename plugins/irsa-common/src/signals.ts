/**
 * Channels of the portal's signals. What comes by them is a hint that something should be read again, never data.
 *
 * @public
 */
export const irsaSignals = {
  /** `{ clusters: string[] }`: the inventory of these has changed. */
  inventory: 'irsa:inventory',
  /** `{ migrationId: string }` */
  migrations: 'irsa:migrations',
} as const;
