import { AccountRights } from 'backstage-plugin-irsa-common';
import {
  askRights,
  RightAnswer,
  simulatedEntity,
} from '../../accounts/askRights';
import { AccountHandle } from '../../accounts/types';
import { awsHalfSetting } from '../../config/awsHalfSetting';
import { ClusterConfig, IrsaConfig } from '../../config/IrsaConfig';
import { readBoundary } from './readBoundary';
import { DocumentedQuestion, rightQuestions } from './rightQuestions';

/** How long an answer serves: so often at most IAM is asked, whoever calls. */
const FRESH_MS = 10 * 60_000;
/** Sooner where something is missing, since somebody may be mending it. */
const MENDING_MS = 60_000;

/** Which of the documented rights the portal holds in an account. Answers are kept; callers at the same time share one. */
export class RightsReader {
  private readonly kept = new Map<
    string,
    { until: number; rights: Promise<AccountRights> }
  >();

  constructor(
    private readonly settings: Pick<IrsaConfig, 'role' | 'aws'> &
      Partial<Pick<IrsaConfig, 'migration'>>,
    /** All that the portal knows now, wherever they come from. */
    private readonly clusters: () => readonly Pick<ClusterConfig, 'identity'>[],
    private readonly now: () => number = Date.now,
  ) {}

  /** Never throws for the account: what it does not tell is not known. */
  read(account: AccountHandle): Promise<AccountRights> {
    const kept = this.kept.get(account.accountId);
    if (kept && kept.until > this.now()) {
      return kept.rights;
    }
    const entry = {
      until: Infinity,
      rights: this.ask(account).then(rights => {
        entry.until = this.now() + (isWhole(rights) ? FRESH_MS : MENDING_MS);
        return rights;
      }),
    };
    this.kept.set(account.accountId, entry);
    return entry.rights;
  }

  private async ask(account: AccountHandle): Promise<AccountRights> {
    const { role, aws, migration } = this.settings;
    const { accountId, iam } = account;
    const common = { accountId, asOf: new Date(this.now()).toISOString() };
    const questions = (partition: string) =>
      rightQuestions({
        accountId,
        partition,
        role,
        region: aws.region,
        podIdentity: this.clusters().some(
          ({ identity }) => identity === 'podIdentity',
        ),
        cloudTrail: account.trail !== undefined,
        isByCode:
          migration && awsHalfSetting(migration, accountId)?.madeBy === 'code',
      });
    let principal: string;
    try {
      principal = await account.principal();
    } catch (error) {
      const { message } = error as Error;
      return {
        ...common,
        message,
        policies: policies(notKnown(questions('aws'))),
        boundary: { state: 'notKnown', message },
      };
    }
    const asked = questions(principal.split(':')[1]);
    const boundary = await readBoundary(account, role);
    const entity = await simulatedEntity(iam, principal);
    if (!entity) {
      const message = `The portal works as the root of account ${accountId}, which may do everything. Give it a role instead.`;
      return {
        ...common,
        principal,
        message,
        policies: policies(notKnown(asked)),
        boundary,
      };
    }
    const answers: [DocumentedQuestion, RightAnswer[]][] = [];
    try {
      // One after the other: IAM limits simulations more than reads.
      for (const question of asked) {
        const rights = await askRights({ iam, accountId, entity, question });
        answers.push([question, rights]);
      }
    } catch (error) {
      const { message } = error as Error;
      return {
        ...common,
        principal,
        message,
        policies: policies([
          ...answers,
          ...notKnown(asked.slice(answers.length)),
        ]),
        boundary,
      };
    }
    return { ...common, principal, policies: policies(answers), boundary };
  }
}

function notKnown(
  questions: readonly DocumentedQuestion[],
): [DocumentedQuestion, RightAnswer[]][] {
  return questions.map(question => [
    question,
    question.actions.map(action => ({ action, state: 'notKnown' })),
  ]);
}

function policies(
  answers: readonly [DocumentedQuestion, RightAnswer[]][],
): AccountRights['policies'] {
  const files = [...new Set(answers.map(([{ file }]) => file))];
  return files.map(file => ({
    file,
    rights: answers
      .filter(([question]) => question.file === file)
      .flatMap(([, rights]) => rights),
  }));
}

function isWhole({ policies: all, boundary }: AccountRights): boolean {
  return (
    boundary.state === 'present' &&
    all.every(({ rights }) => rights.every(({ state }) => state === 'held'))
  );
}
