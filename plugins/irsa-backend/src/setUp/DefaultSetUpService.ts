import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterSource,
  SetUp,
  SetUpProblem,
  SetUpRights,
} from 'backstage-plugin-irsa-common';
import { AccountRegistry } from '../accounts/types';
import { forEachLimited } from '../shared/forEachLimited';
import { RightsReader } from './rights/RightsReader';
import { SetUpService } from './types';

const ACCOUNTS_AT_ONCE = 4;

/** The parts of a running plugin that know how they are. */
export interface RunningParts {
  accounts: AccountRegistry;
  rights: RightsReader;
  clusterSources(): ClusterSource[];
  /** Names of the hosts of change requests. */
  changeHosts: { names(): string[] };
  /** What does not work though the plugin runs. Never throws. */
  problems(): Promise<SetUpProblem[]>;
}

export interface SetUpServiceOptions {
  state(): SetUp['state'];
  /** Why the plugin does not run. */
  problems(): SetUpProblem[];
  /** Undefined while it does not run. */
  running(): RunningParts | undefined;
  databaseClient?: string;
  extensions(): { list: SetUp['extensions']; problems: SetUpProblem[] };
}

export class DefaultSetUpService implements SetUpService {
  constructor(private readonly options: SetUpServiceOptions) {}

  async read(): Promise<SetUp> {
    const { state, problems, running, databaseClient, extensions } =
      this.options;
    const parts = running();
    const { list, problems: wrong } = extensions();
    return {
      state: state(),
      problems: [...problems(), ...((await parts?.problems()) ?? []), ...wrong],
      ...(databaseClient && { database: { client: databaseClient } }),
      clusterSources: parts?.clusterSources() ?? [],
      changeHosts: parts?.changeHosts.names() ?? [],
      extensions: list,
    };
  }

  async rights(): Promise<SetUpRights> {
    const parts = this.options.running();
    if (!parts) {
      throw new ServiceUnavailableError(
        'The plugin does not work now. GET /set-up tells why.',
      );
    }
    const { accounts, rights } = parts;
    return {
      accounts: await forEachLimited(
        accounts.all(),
        ACCOUNTS_AT_ONCE,
        account => rights.read(account),
      ),
    };
  }
}
