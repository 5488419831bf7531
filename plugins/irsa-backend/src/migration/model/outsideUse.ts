import { AccessKey, SharedKey } from 'backstage-plugin-irsa-common';
import { MigrationRecord } from './records';

/**
 * Whether something that the portal does not see uses a key too. AWS tells the last use only, and never by whom: while
 * workloads have the key, that says nothing about others. Pure.
 */
export function outsideUse(facts: {
  /** As the workloads that still have it show it. */
  key?: Pick<
    AccessKey,
    'lastUsedAt' | 'lastUsedService' | 'lastUsedRegion' | 'asOf'
  >;
  /** Of workloads that leave it, or have left it. */
  migrations: readonly Pick<MigrationRecord, 'state'>[];
  /** How many workloads get it, or may get it. */
  users: number;
  unreadClusters: readonly string[];
}): Pick<SharedKey, 'lastUse' | 'outside'> {
  const soaks = facts.migrations.flatMap(({ state: { soak } }) =>
    soak ? [soak] : [],
  );
  const looks = [
    ...(facts.key?.asOf
      ? [
          {
            at: facts.key.lastUsedAt,
            service: facts.key.lastUsedService,
            region: facts.key.lastUsedRegion,
            asOf: facts.key.asOf,
          },
        ]
      : []),
    ...soaks.flatMap(soak =>
      soak.checkedAt
        ? [
            {
              at: soak.keyLastUsedAt,
              service: soak.keyLastUsedService,
              region: soak.keyLastUsedRegion,
              asOf: soak.checkedAt,
            },
          ]
        : [],
    ),
  ].sort((left, right) => Date.parse(right.asOf) - Date.parse(left.asOf));
  const [lastUse] = looks;
  const answer = (
    state: SharedKey['outside']['state'],
    message: string,
  ): Pick<SharedKey, 'lastUse' | 'outside'> => ({
    lastUse,
    outside: { state, message },
  });
  if (!lastUse) {
    return answer(
      'notKnown',
      'The last use of the key could not be read, so whether something outside the clusters uses it is not known.',
    );
  }
  if (facts.users > 0 || soaks.length < facts.migrations.length) {
    return answer(
      'notKnown',
      'AWS tells the last use of a key only, and not by whom. While workloads have it, or may have it, whether pipelines, people or other systems use it too is not known.',
    );
  }
  if (facts.unreadClusters.length > 0) {
    return answer(
      'notKnown',
      `${facts.unreadClusters.join(
        ', ',
      )} could not be read, so whether something there uses the key is not known.`,
    );
  }
  if (soaks.length === 0) {
    return answer(
      'notKnown',
      'No workload that the portal migrated has left the key, so since when a use of it would be by something else is not known.',
    );
  }
  const left = Math.max(...soaks.map(({ startedAt }) => Date.parse(startedAt)));
  const later = soaks
    .flatMap(({ uses = [] }) => uses)
    .filter(({ at }) => Date.parse(at) > left)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .at(-1);
  if (later) {
    const where = [later.at, later.service, later.region].filter(Boolean);
    return answer(
      'seen',
      `The key was used at ${where.join(
        ', ',
      )}, after all workloads that the portal sees had left it: something else has it too.`,
    );
  }
  const isOurs = soaks.some(({ unsureUseAt }) => unsureUseAt);
  if (!isOurs && lastUse.at && Date.parse(lastUse.at) > left) {
    return answer(
      'notKnown',
      `AWS shows a use of the key at ${lastUse.at}, after all workloads that the portal sees had left it. Whether that was the portal itself, the soak will tell with its next look.`,
    );
  }
  return isOurs
    ? answer(
        'notKnown',
        'At the last use of the key, the portal used it itself, for a preview or for harmless calls. Whether something else used it in that minute too cannot be told.',
      )
    : answer(
        'notSeen',
        `Nothing has used the key since the last workload left it, as of ${lastUse.asOf}.`,
      );
}
