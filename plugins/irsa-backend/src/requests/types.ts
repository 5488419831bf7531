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

/** What a change request would do to the files of a folder. */
export interface ComposedChange {
  /** Edited and new files by path. They may hold secrets, so they go to the host and nowhere else. */
  files: ReadonlyMap<string, string>;
  /** Contents before, by path; absent for new files. */
  before: ReadonlyMap<string, string>;
  /** What was proven, one sentence each. */
  proof: string[];
}
