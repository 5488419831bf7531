import { readKeyUse } from '../../accounts/readKeyUse';
import { Step } from '../model/Step';
import { keyServes } from './keyServes';

/** The workload uses its role. The old key stays active and is watched. */
export const beginSoak: Step = {
  id: 'begin-soak',
  async ensure(context) {
    const { execution, state } = context;
    const now = new Date(context.now()).toISOString();
    const use = execution.key
      ? await context.read(() =>
          readKeyUse(context.account.iam, execution.key!),
        )
      : undefined;
    const startedAt = state.soak?.startedAt ?? state.switchedAt ?? now;
    await context.setState({
      secretState: execution.secrets.length > 0 ? 'present' : 'notApplicable',
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
      detail: 'The key is still active.',
    });
    return {
      outcome: 'changed',
      detail: `The old key is watched for ${Math.round(
        execution.soakMs / 86_400_000,
      )} days; it stays active.`,
    };
  },
  /** The first step of a rollback: without an active key the old Pods could not work. */
  async undo(context) {
    return keyServes(context);
  },
};
