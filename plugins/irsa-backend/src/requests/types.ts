import { ChangeRepository } from 'backstage-plugin-irsa-node';

/** Where the portal may make change requests. */
export interface ChangeRepositories {
  /** The repository at a URL; nothing when no host of the portal knows it. Sends no request. */
  repository(url: string): ChangeRepository | undefined;
  /** Annotations of the catalog by which people and teams are known at the host of a URL. */
  annotationsOf(url: string): readonly string[];
  /** Names of the hosts, for people. */
  names(): readonly string[];
}

/** No host is set up. */
export const NOWHERE: ChangeRepositories = {
  repository: () => undefined,
  annotationsOf: () => [],
  names: () => [],
};
