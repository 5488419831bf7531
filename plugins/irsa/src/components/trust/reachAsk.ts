import { paths } from 'backstage-plugin-irsa-common';

export type ReachQuery = NonNullable<
  paths['/reachable-roles']['get']['parameters']['query']
>;

export const reachKinds = ['repository', 'serviceAccount', 'role'] as const;
export const reachFields = {
  repository: ['repository', 'branch', 'environment'],
  serviceAccount: ['account'],
  role: ['role'],
} as const;
export type ReachField = (typeof reachFields)[keyof typeof reachFields][number];

/** As it is typed, and as it stands in the address of the page. */
export type ReachDraft = Record<ReachField, string> & {
  from: (typeof reachKinds)[number];
};

/** What is wrong with a field; `both` are a branch and an environment. */
interface ReachProblem {
  field: ReachField;
  problem: ReachField | 'both';
}

/** @param params - of the address; what is missing is empty */
export function draftOf(params: URLSearchParams): ReachDraft {
  const text = (name: ReachField) => params.get(name) ?? '';
  return {
    from: reachKinds.find(kind => kind === params.get('from')) ?? 'repository',
    repository: text('repository'),
    branch: text('branch'),
    environment: text('environment'),
    account: text('account'),
    role: text('role'),
  };
}

/** Whom the draft names; or what is wrong with it, since a half name would be answered with no role. */
export function readDraft(
  draft: ReachDraft,
): { query: ReachQuery; name: string } | ReachProblem {
  if (draft.from === 'serviceAccount') {
    return readAccount(draft.account.trim());
  }
  if (draft.from === 'role') {
    const roleArn = draft.role.trim();
    return /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,580}$/.test(roleArn)
      ? {
          query: { from: 'role', roleArn },
          name: roleArn.split('/').pop() ?? roleArn,
        }
      : { field: 'role', problem: 'role' };
  }
  return readRepository(draft);
}

function readAccount(text: string): ReturnType<typeof readDraft> {
  const parts = text.split('/');
  if (parts.length !== 3 || parts.some(part => !/^\S{1,253}$/.test(part))) {
    return { field: 'account', problem: 'account' };
  }
  const [cluster, namespace, name] = parts;
  return {
    query: { from: 'serviceAccount', cluster, namespace, name },
    name: text,
  };
}

function readRepository(draft: ReachDraft): ReturnType<typeof readDraft> {
  const repository = draft.repository.trim();
  const branch = draft.branch.trim();
  const environment = draft.environment.trim();
  if (
    repository.length > 200 ||
    !/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/.test(repository)
  ) {
    return { field: 'repository', problem: 'repository' };
  }
  if (branch && environment) {
    return { field: 'environment', problem: 'both' };
  }
  if (branch && (branch.startsWith('refs/') || !isName(branch))) {
    return { field: 'branch', problem: 'branch' };
  }
  if (environment && !isName(environment)) {
    return { field: 'environment', problem: 'environment' };
  }
  const part = branch || environment;
  return {
    query: {
      from: 'repository',
      repository,
      ...(branch && { branch }),
      ...(environment && { environment }),
    },
    name: part ? `${repository} (${part})` : repository,
  };
}

/** One name, not a pattern of names. */
function isName(text: string): boolean {
  return /^[^*?$]{1,255}$/.test(text);
}
