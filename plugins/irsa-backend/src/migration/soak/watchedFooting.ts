import { FootingFact } from 'backstage-plugin-irsa-common';
import { Inventory } from '../../inventory/types';
import { EngineParts } from '../engine/createStepContext';
import { readFooting } from '../footing/readFooting';
import { isFailing } from '../footing/workload';
import { firstHalf } from '../model/firstHalf';
import { MigrationRecord } from '../model/records';
import { AccountPage } from './AccountPage';

/** What was read of an account for a round; `anew` reads it once more, for whoever asks later too. */
export type PageOf = (
  accountId: string,
  options?: { anew: boolean },
) => Promise<AccountPage>;

interface Sight {
  parts: EngineParts;
  inventory: Pick<Inventory, 'get' | 'refresh'>;
}

/**
 * What a soaking workload rests on, with what is known of its account for this round. Where it has just begun to fail on its role, what
 * is known of the role may be older than the reason: then the account is read once more.
 *
 * @param afresh - whether all of the round is read now
 */
export async function watchedFooting(
  sight: Sight,
  record: MigrationRecord,
  pageOf: PageOf,
  afresh: boolean,
): Promise<FootingFact[]> {
  const facts = await footing(sight, record, pageOf, afresh);
  if (afresh || !beginsToFail(record, facts)) {
    return facts;
  }
  const { accountId } = record.execution;
  const first = firstHalf(record.execution)?.accountId ?? accountId;
  for (const each of new Set([accountId, first])) {
    // Who waits for it gets the error.
    pageOf(each, { anew: true }).catch(() => undefined);
  }
  return footing(sight, record, pageOf, afresh);
}

function beginsToFail(
  { state }: MigrationRecord,
  facts: readonly FootingFact[],
): boolean {
  const before = state.soak?.footing?.facts.filter(isFailing) ?? [];
  return facts
    .filter(isFailing)
    .some(fact => before.every(({ object }) => object !== fact.object));
}

function footing(
  { parts, inventory }: Sight,
  { execution, state }: MigrationRecord,
  pageOf: PageOf,
  afresh: boolean,
): Promise<FootingFact[]> {
  return readFooting(
    {
      execution,
      cluster: parts.clusters.get(execution.workload.cluster),
      account: parts.accounts.get(execution.accountId),
      accountOf: id => parts.accounts.get(id),
      read: call => call(),
    },
    {
      role: async () => (await pageOf(execution.accountId)).role(execution),
      firstRole: async first => (await pageOf(first.accountId)).role(first),
      switchedAt: state.switchedAt,
      workload: look =>
        afresh || look?.afresh
          ? inventory.refresh(execution.workload)
          : inventory.get(execution.workload),
    },
  );
}
