/** What an edit comes to, by the rule of its finding. */
const DONE: Record<string, string> = {
  'explicit-keys': 'the keys are not given to the SDK any more',
  profile: 'no profile is asked for any more',
  'reads-variables': 'the variable is not read any more',
  'own-chain': 'the SDK uses its own order of credentials',
  'sdk-too-old': 'a version is asked for that takes a role',
};

/** What has become of a finding that the patch ends, in words for people. @param rule - of the finding */
export function doneInWords(rule: string): string {
  return DONE[rule] ?? 'done';
}
