import { SetUp, SetUpRights } from 'backstage-plugin-irsa-common';

/** How the plugin is set up in this portal. */
export interface SetUpService {
  /** Answers also while nothing else does. Never throws. */
  read(): Promise<SetUp>;
  /** Throws ServiceUnavailableError while the plugin does not work. */
  rights(): Promise<SetUpRights>;
}
