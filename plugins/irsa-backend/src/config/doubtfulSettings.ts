import { IrsaConfig, SettingProblem } from './IrsaConfig';

const DAY_MS = 86_400_000;

/** Settings that are good for a trial and dangerous in production: what they mean, for people. */
export function doubtfulSettings({
  soak: { durationMs, coolingMs },
}: Pick<IrsaConfig, 'soak'>): SettingProblem[] {
  const problems: SettingProblem[] = [];
  if (durationMs < DAY_MS) {
    problems.push({
      key: 'irsa.soak.duration',
      message: `irsa.soak.duration: ${inWords(
        durationMs,
      )} is less than a day, so a key can be switched off before a job that runs once a day has shown that it still needs it. Outside of a trial, use 7 days or more.`,
    });
  }
  if (coolingMs < DAY_MS) {
    problems.push({
      key: 'irsa.soak.cooling',
      message: `irsa.soak.cooling: ${inWords(
        coolingMs,
      )} is less than a day, so a key can be deleted for good before a job that runs once a day has failed without it. Outside of a trial, use 7 days or more.`,
    });
  }
  return problems;
}

function inWords(milliseconds: number): string {
  const [unit, size] = (
    [
      ['hours', 3_600_000],
      ['minutes', 60_000],
      ['seconds', 1_000],
    ] as const
  ).find(([, length]) => milliseconds >= length) ?? ['seconds', 1_000];
  return `${Math.round((milliseconds / size) * 10) / 10} ${unit}`;
}
