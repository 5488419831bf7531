import { ConflictError } from '@backstage/errors';
import { SourcePlace, WorkloadSource } from 'backstage-plugin-irsa-common';
import {
  ComposedRemoval,
  composeSecretRemoval,
} from '../../requests/composeSecretRemoval';
import { atPlace, placesOf } from '../../requests/planRequest';
import { secretText } from '../../requests/requestText';
import { readObject } from 'backstage-plugin-irsa-node';
import { workloadPath } from '../../plan/world/workloadPath';
import { WorkloadObject } from '../../plan/world/podTemplate';
import { SecretRequest } from '../model/records';
import { openOnce, portalLink } from '../steps/hostedRequest';
import { assertOthersWithout } from './otherPlacesOfSecret';
import { assertUnused, done, isClear, nameOf } from './deleteSecret';
import { decided } from './decided';
import { RetireActDefinition, RetireSight } from './RetireContext';
import { readSecretNow, SecretNow } from './secretNow';

/** What would be proposed, and where. */
interface Removal {
  place: Pick<
    SecretRequest,
    'repository' | 'base' | 'folder' | 'keeper' | 'reviewers' | 'paths'
  >;
  /** The commit of the branch that was read. */
  commit: string;
  composed: ComposedRemoval;
}

const ADVICE = {
  refused: 'Settle it there, then ask once more.',
  impossible: 'Nothing was proposed.',
};

/**
 * Opens a change request that takes a Secret, or what makes it, out of Git: what keeps it there would make it again. What it holds and
 * who names it is read now, in the cluster and in the files. A worker then follows the request (SecretFollower).
 */
export const requestSecretRemoval: RetireActDefinition = {
  async check(sight) {
    const now = await look(sight);
    if (now) {
      await findRemoval(sight, now);
    }
  },
  isDone: async ({ record: { state }, request }) =>
    state.secretRequest?.name === request.confirm &&
    (state.requests ?? []).some(
      ({ purpose, state: now }) => purpose === 'secret' && now === 'open',
    ),
  async perform(context) {
    const { record, by, step } = context;
    const name = nameOf(context);
    const title = `Secret ${record.execution.workload.namespace}/${name}`;
    const now = await look(context);
    if (!now) {
      return done(
        record,
        name,
        `${title} is gone already, or holds no AWS key any more.`,
      );
    }
    const first = await findRemoval(context, now);
    const attempt =
      record.state.secretRequest?.attempt ??
      (record.state.secretRequests ?? 0) + 1;
    // Before the call: a process that goes on finds what this one has opened.
    await step.setState({
      secretRequest: { name, attempt, by, ...first.place },
      secretRequests: attempt,
    });
    let next: Removal | undefined = first;
    const { url } = await openOnce(
      step,
      'secret',
      attempt,
      async () => {
        const { composed, commit } = next ?? (await findRemoval(context, now));
        next = undefined;
        return {
          files: composed.files,
          commit,
          ...secretText(
            record.execution,
            name,
            composed.proof,
            portalLink(step),
          ),
        };
      },
      first.place,
      ADVICE,
    );
    return {
      changes: {},
      message: `${by} opened ${url}${decided(
        context.request,
      )}, which takes ${title} out of Git. The portal looks what becomes of it.`,
    };
  },
};

/** What the Secret holds; undefined when nothing is left to do. Throws ConflictError while it may not be touched. */
async function look(sight: RetireSight): Promise<SecretNow | undefined> {
  const name = nameOf(sight);
  const now = await readSecretNow(sight, name);
  if (!now || isClear(now)) {
    return undefined;
  }
  if (!now.isInGit) {
    throw new ConflictError(
      `Secret ${sight.record.execution.workload.namespace}/${name} is ${
        now.keeper
          ? `kept by ${now.keeper}, which the portal does not change by a request`
          : 'not kept by anything that takes it from Git'
      }. Delete it in the cluster, or change it at its source.`,
    );
  }
  await assertUnused(sight, name, now);
  return now;
}

/** Writes the change in memory, at the first place whose files make the Secret. Throws ConflictError with what is in the way. */
async function findRemoval(
  sight: RetireSight,
  now: SecretNow,
): Promise<Removal> {
  const { record, requests, read } = sight;
  const { workload, request } = record.execution;
  const name = nameOf(sight);
  const reasons: string[] = [];
  const tried = new Set<string>();
  const sources: (() => Promise<WorkloadSource | undefined>)[] = [
    () =>
      sight.sourceOf(
        { ...workload, kind: 'Secret', name },
        {
          labels: now.metadata.labels,
          annotations: now.metadata.annotations,
        },
      ),
    // What makes the Secret mostly stands beside what read it.
    async () => {
      const live = await read(() =>
        readObject<WorkloadObject>(sight.cluster, workloadPath(workload)),
      );
      return live && sight.sourceOf(workload, live.metadata ?? {});
    },
  ];
  const ofPlan: SourcePlace[] = request
    ? [
        {
          role: 'manifests',
          host: 'git',
          url: request.repository,
          path: request.folder,
          revision: request.base,
        },
      ]
    : [];
  const candidates = async function* candidates() {
    for (const source of sources) {
      const found = await source();
      const places = found ? placesOf(found, []) : [];
      // The values of a chart are not edited for this.
      for (const { place } of places.filter(({ chart }) => !chart)) {
        yield { place, keeper: found!.keeper };
      }
    }
    for (const place of ofPlan) {
      yield { place, keeper: request?.keeper };
    }
  };
  for await (const { place, keeper } of candidates()) {
    const id = JSON.stringify([place.url, place.path, place.revision]);
    if (!tried.has(id)) {
      tried.add(id);
      const outcome = await read(() =>
        atPlace(place, requests, async ({ tree, base, commit, folder }) => ({
          base,
          commit,
          folder,
          composed: await composeSecretRemoval(tree, folder, {
            namespace: workload.namespace,
            name,
            awsKeys: now.awsKeys,
            otherKeys: now.others,
          }),
        })),
      );
      if (typeof outcome !== 'string') {
        const { base, commit, folder, composed } = outcome;
        const changed = {
          url: place.url!,
          base,
          paths: [...composed.files.keys()],
          keeper,
        };
        await assertOthersWithout(sight, name, { ...changed, commit });
        return {
          place: {
            repository: place.url!,
            base,
            folder,
            paths: changed.paths,
            ...(keeper ?? now.keeper ? { keeper: keeper ?? now.keeper } : {}),
            ...(request?.reviewers ? { reviewers: request.reviewers } : {}),
          },
          commit,
          composed,
        };
      }
      reasons.push(outcome);
    }
  }
  throw new ConflictError(
    `No change of Secret ${workload.namespace}/${name} can be proposed: ${
      reasons.join(' ') ||
      `where ${now.keeper} takes it from is not known, or may not be read.`
    }`,
  );
}
