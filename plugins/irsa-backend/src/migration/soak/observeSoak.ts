import { Migration } from 'backstage-plugin-irsa-common';
import { SoakState } from '../model/records';
import { KeyUse } from '../../accounts/readKeyUse';

/** AWS reports last uses to the minute, and some minutes late. */
const OWN_USE_SLACK_MS = 90_000;
const MAX_USES = 50;

export interface SoakObservation {
  soak: SoakState;
  proofs: Migration['proofs'];
  /** Sentences for the log. */
  events: { level: 'info' | 'warning'; message: string }[];
}

/**
 * What new facts about the key and the role mean for the soak. Pure. A use after the switch restarts the window. A use
 * by the portal's own previews does not, if it can be distinguished.
 */
export function observeSoak(options: {
  soak: SoakState;
  soakMs: number;
  key?: KeyUse;
  /** When the portal itself used the key, milliseconds since the epoch. */
  ownUses: number[];
  roleLastUsedAt?: Date;
  now: number;
}): SoakObservation {
  const { key, now, roleLastUsedAt, ownUses } = options;
  const at = new Date(now).toISOString();
  const soak: SoakState = { ...options.soak, uses: options.soak.uses ?? [] };
  const events: SoakObservation['events'] = [];
  const proofs: Migration['proofs'] = [];
  if (key) {
    soak.checkedAt = at;
    soak.keyState = key.state;
    const moved =
      key.lastUsedAt !== undefined && key.lastUsedAt !== soak.keyLastUsedAt;
    soak.keyLastUsedAt = key.lastUsedAt ?? soak.keyLastUsedAt;
    soak.keyLastUsedService = key.service ?? soak.keyLastUsedService;
    soak.keyLastUsedRegion = key.region ?? soak.keyLastUsedRegion;
    const used = key.lastUsedAt ? Date.parse(key.lastUsedAt) : 0;
    if (moved && used > Date.parse(soak.startedAt)) {
      const where = [key.service, key.region].filter(Boolean).join(', ');
      const own = ownUses.some(
        time => Math.abs(time - used) <= OWN_USE_SLACK_MS,
      );
      if (own) {
        events.push({
          level: 'info',
          message: `The old key's last use moved to ${key.lastUsedAt}: that is a preview made here.`,
        });
      } else {
        soak.quiet = false;
        soak.uses = [
          ...(soak.uses ?? []),
          { at: key.lastUsedAt!, service: key.service, region: key.region },
        ].slice(-MAX_USES);
        soak.endsAt = new Date(
          Math.max(Date.parse(soak.endsAt), used + options.soakMs),
        ).toISOString();
        events.push({
          level: 'warning',
          message: `The old key was used after the switch, at ${
            key.lastUsedAt
          }${
            where ? ` (${where})` : ''
          }: something else has it too. The soak starts again and ends at ${
            soak.endsAt
          }.`,
        });
      }
    }
    const over = Date.parse(soak.endsAt) <= now;
    const waiting = soak.quiet ? ('pending' as const) : ('failed' as const);
    proofs.push({
      level: 'L5',
      state: over ? 'proven' : waiting,
      detail: soak.quiet
        ? `The old key was not used since the switch, as of ${at}.`
        : `The old key was last used after the switch, at ${soak.keyLastUsedAt}.`,
      at,
    });
  }
  if (roleLastUsedAt) {
    const alive =
      roleLastUsedAt.getTime() >= Date.parse(soak.startedAt) - 60_000;
    proofs.push({
      level: 'L6',
      state: alive ? 'proven' : 'pending',
      detail: alive
        ? `AWS saw the role in use at ${roleLastUsedAt.toISOString()}.`
        : 'AWS has not shown a use of the role since the switch yet.',
      at,
    });
  }
  return { soak, proofs, events };
}
