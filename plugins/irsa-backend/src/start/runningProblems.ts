import { SetUpProblem } from 'backstage-plugin-irsa-common';
import { SuppliedAccounts } from '../accounts/SuppliedAccounts';
import { DefaultClusterRegistry } from '../clusters/DefaultClusterRegistry';
import { issuerDifferences } from '../clusters/issuerDifferences';
import { IrsaConfig } from '../config/IrsaConfig';
import { NoticeChannel } from '../notices/NoticeChannel';
import { databaseOutage } from '../shared/databaseOutage';
import { OpenDatabase } from './openDatabase';

/** What is wrong with the surroundings of a plugin at work, read at the time of the question. */
export async function runningProblems(parts: {
  opened: OpenDatabase;
  supplied: SuppliedAccounts;
  notices: NoticeChannel;
  config: IrsaConfig;
  startedAt: Date;
  clusters: DefaultClusterRegistry;
}): Promise<SetUpProblem[]> {
  return [
    ...(await databaseProblems(parts.opened)),
    ...supplierProblems(parts.supplied),
    ...noticeProblems(parts.notices),
    ...settingProblems(parts.config, parts.startedAt),
    ...(await issuerProblems(parts.clusters)),
  ];
}

async function databaseProblems({
  knex,
}: OpenDatabase): Promise<SetUpProblem[]> {
  try {
    await knex.raw('select 1');
    return [];
  } catch (error) {
    const message =
      databaseOutage(error as Error)?.message ??
      `The plugin's database does not answer (${(error as Error).name}).`;
    return [
      {
        area: 'database',
        severity: 'error',
        key: 'backend.database',
        message,
        since: new Date().toISOString(),
      },
    ];
  }
}

function supplierProblems(supplied: SuppliedAccounts): SetUpProblem[] {
  return supplied.problems().map(({ name, message, since }) => ({
    area: 'accounts',
    severity: 'warning',
    key: name,
    message,
    since: since.toISOString(),
  }));
}

function settingProblems(
  { unknown = [], doubtful = [] }: IrsaConfig,
  startedAt: Date,
): SetUpProblem[] {
  return [...unknown, ...doubtful].map(problem => ({
    ...problem,
    area: 'configuration',
    severity: 'warning',
    since: startedAt.toISOString(),
  }));
}

async function issuerProblems(
  clusters: DefaultClusterRegistry,
): Promise<SetUpProblem[]> {
  return (await issuerDifferences(clusters)).map(difference => ({
    ...difference,
    area: 'clusters',
    severity: 'warning',
    since: new Date().toISOString(),
  }));
}

function noticeProblems(notices: NoticeChannel): SetUpProblem[] {
  const failure = notices.failure();
  return failure
    ? [
        {
          area: 'notifications',
          severity: 'warning',
          key: 'irsa.notifications.enabled',
          message: failure.message,
          since: new Date(failure.since).toISOString(),
        },
      ]
    : [];
}
