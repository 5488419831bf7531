import {
  SdkAnswer,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';

interface Row {
  workload_id: string;
  sdk: SdkAnswer['sdk'];
  answered_by: string;
  answered_at: string;
}

/** What somebody said about the SDK of a workload. The last answer counts; the database keeps it. */
export class SdkAnswers {
  constructor(
    private readonly database: Knex,
    private readonly now: () => number = Date.now,
  ) {}

  async get(ref: WorkloadRef): Promise<SdkAnswer | undefined> {
    const row = await this.database<Row>('sdk_answers')
      .where({ workload_id: workloadId(ref) })
      .first();
    return (
      row && {
        sdk: row.sdk,
        answeredBy: row.answered_by,
        answeredAt: row.answered_at,
      }
    );
  }

  async put(
    ref: WorkloadRef,
    sdk: SdkAnswer['sdk'],
    answeredBy: string,
  ): Promise<SdkAnswer> {
    const answer = {
      sdk,
      answeredBy,
      answeredAt: new Date(this.now()).toISOString(),
    };
    await this.database<Row>('sdk_answers')
      .insert({
        workload_id: workloadId(ref),
        sdk,
        answered_by: answer.answeredBy,
        answered_at: answer.answeredAt,
      })
      .onConflict('workload_id')
      .merge();
    return answer;
  }
}
