import { pageLinks } from '../config/pageLinks';

/** The kinds of notices. */
export type NoticeRule = 'new-static-key' | 'unused-key' | 'old-key';

export interface NoticeLimits {
  /** An owner is told of a key of which AWS saw no use for this many days. */
  unusedDays: number;
  /** A key that is older than this should be replaced. */
  oldDays: number;
}

/** Where links of notices lead to. */
export type NoticeLinks = Pick<
  ReturnType<typeof pageLinks>,
  'workload' | 'servicesOf'
>;

/** A workload that matches a rule, with the fields that a notice needs. */
export interface NoticeSubject {
  /** Workload id. */
  id: string;
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
  ownerRef: string;
}

export interface NoticeText {
  title: string;
  description: string;
  /** Path in the portal. */
  link: string;
  severity: 'high' | 'low';
  /** Notices of the same scope replace each other. */
  scope: string;
}

/** None is `normal`: the portal draws a green tick for that. */
const SEVERITY = {
  'new-static-key': 'high',
  'unused-key': 'low',
  'old-key': 'high',
} as const;

function sentence(rule: NoticeRule, limits: NoticeLimits): string {
  switch (rule) {
    case 'new-static-key':
      return 'A static AWS key is given to it. A role for its ServiceAccount would do the same without a key.';
    case 'unused-key':
      return `AWS saw no use of its key for ${limits.unusedDays} days. A migration finds out what may still need the key before it is switched off.`;
    default:
      return `Its key is older than ${limits.oldDays} days.`;
  }
}

const TITLES: Record<NoticeRule, [one: string, many: string]> = {
  'new-static-key': ['has a new static AWS key', 'have new static AWS keys'],
  'unused-key': ['has an unused AWS key', 'have unused AWS keys'],
  'old-key': ['has an old AWS key', 'have old AWS keys'],
};

/** The notice of one workload. */
export function noticeOf(
  rule: NoticeRule,
  subject: NoticeSubject,
  limits: NoticeLimits,
  links: NoticeLinks,
): NoticeText {
  const { id, cluster, kind } = subject;
  return {
    title: `${nameOf(subject)} ${TITLES[rule][0]}`,
    description: `${kind} on ${cluster}. ${sentence(rule, limits)}`,
    link: links.workload(subject),
    severity: SEVERITY[rule],
    scope: `irsa:${rule}:${id}`,
  };
}

/** One notice for many workloads of one owner. */
export function noticeOfMany(
  rule: NoticeRule,
  subjects: readonly NoticeSubject[],
  links: NoticeLinks,
): NoticeText {
  const [{ ownerRef }] = subjects;
  const named = subjects.slice(0, 5).map(nameOf);
  const more = subjects.length - named.length;
  return {
    title: `${subjects.length} of your services ${TITLES[rule][1]}`,
    description: `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    link: links.servicesOf(ownerRef),
    severity: SEVERITY[rule],
    scope: `irsa:${rule}:${ownerRef}`,
  };
}

/** What has no namespace is called by its name alone. */
function nameOf({ namespace, name }: NoticeSubject): string {
  return [namespace, name].filter(Boolean).join('/');
}
