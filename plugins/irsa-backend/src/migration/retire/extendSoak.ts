import { RetireActDefinition } from './RetireContext';

const DAY_MS = 86_400_000;

/** Changes nothing outside: its end is written with the act's. */
export const extendSoak: RetireActDefinition = {
  async check() {},
  isDone: async () => false,
  async perform({ record, request, by, now }) {
    const days = request.days ?? 7;
    const soak = record.state.soak!;
    const from = Math.max(now(), Date.parse(soak.endsAt));
    const endsAt = new Date(from + days * DAY_MS).toISOString();
    return {
      changes: { state: { ...record.state, soak: { ...soak, endsAt } } },
      message: `${by} extended the soak by ${days} days, to ${endsAt}.`,
    };
  },
};
