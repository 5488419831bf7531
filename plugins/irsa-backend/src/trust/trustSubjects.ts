import { parsePolicyDocument } from 'backstage-plugin-irsa-common';

/** Subjects and providers in the Allow statements of a trust policy, in order and without duplicates. */
export function trustSubjects(trustPolicy: unknown): {
  subjects: string[];
  providers: string[];
} {
  const { document } = parsePolicyDocument(trustPolicy, 'trust');
  const subjects = new Set<string>();
  const providers = new Set<string>();
  for (const { Effect, Principal, Condition } of document?.Statement ?? []) {
    if (Effect !== 'Allow') {
      continue;
    }
    if (Principal && Principal !== '*') {
      [Principal.Federated ?? []].flat().forEach(arn => providers.add(arn));
    }
    for (const [operator, keys] of Object.entries(Condition ?? {})) {
      if (/not|null/i.test(operator)) {
        continue;
      }
      for (const [key, values] of Object.entries(keys)) {
        if (key.toLowerCase().endsWith(':sub')) {
          [values].flat().forEach(value => subjects.add(String(value)));
        }
      }
    }
  }
  return { subjects: [...subjects], providers: [...providers] };
}
