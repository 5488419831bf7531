import { readKeyUse } from '../../accounts/readKeyUse';
import { Step } from '../model/Step';
import { lookAtSecrets } from '../kubernetes/lookAtSecrets';
import { keyServes } from './keyServes';

/** The key, as it was read at the beginning. */
const SEEN = {
  active: 'The key is still active.',
  inactive: 'The key is switched off already.',
  deleted: 'The key is deleted already.',
  unknown: 'Whether the key is active is not known.',
};

/** The workload uses its role. The old key is not touched, and is watched. */
export const beginSoak: Step = {
  id: 'begin-soak',
  async ensure(context) {
    const { execution, state } = context;
    const now = new Date(context.now()).toISOString();
    const use = execution.key
      ? await context.read(() => readKeyUse(context.account, execution.key!))
      : undefined;
    const seen = SEEN[use?.state ?? 'unknown'];
    const days = Math.round(execution.soakMs / 86_400_000);
    const startedAt = state.soak?.startedAt ?? state.switchedAt ?? now;
    const hasSecrets = execution.secrets.length > 0;
    await context.setState({
      secretLook: hasSecrets
        ? await lookAtSecrets(context, [], context.now())
        : undefined,
      secretState: hasSecrets ? 'present' : 'notApplicable',
      soak: state.soak ?? {
        startedAt,
        endsAt: new Date(context.now() + execution.soakMs).toISOString(),
        quiet: true,
        keyState: use?.state ?? 'unknown',
        keyLastUsedAt: use?.lastUsedAt,
        keyLastUsedService: use?.service,
        keyLastUsedRegion: use?.region,
        checkedAt: now,
        uses: [],
      },
    });
    await context.setProof({
      level: 'L5',
      state: execution.key ? 'pending' : 'notChecked',
      detail: execution.key
        ? `The old key is watched; last use before the switch: ${
            use?.lastUsedAt ?? 'never'
          }.`
        : 'The key is not known in a readable account, so its use cannot be watched.',
    });
    await context.setProof({
      level: 'L6',
      state: 'pending',
      detail: seen,
    });
    return {
      outcome: 'changed',
      detail: execution.key
        ? `The old key is watched for ${days} days. ${seen}`
        : `The soak is ${days} days. ${seen}`,
    };
  },
  /** The first step of a rollback: without an active key the old Pods could not work. */
  async undo(context) {
    return keyServes(context);
  },
};
