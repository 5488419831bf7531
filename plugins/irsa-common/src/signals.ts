/**
 * Channels of the portal's signals. A signal never carries data. It only says that something should be read again.
 *
 * @public
 */
export const irsaSignals = {
  /** `{ clusters: string[] }`: the inventory of these has changed. */
  inventory: 'irsa:inventory',
  /** `{ migrationId: string }` */
  migrations: 'irsa:migrations',
} as const;
