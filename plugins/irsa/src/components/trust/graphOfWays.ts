import { Role, TrustWay } from 'backstage-plugin-irsa-common';
import { GraphBox, GraphLine } from '../../ui';

/** What is said in boxes of more than one name. */
interface WaysWords {
  everySubject: string;
  andAlso: string;
  except: string;
  /** That so many ServiceAccounts of a namespace get in. */
  ofNamespace(namespace: string, count: number): string;
  /** That there are so many others. */
  more(count: number): string;
}

/** Somebody who gets in, or several who are counted; a dotted box is no name of somebody who is there. */
interface Entry {
  label: string;
  title?: string;
  isFirm: boolean;
  /** Whether no condition decides too. */
  isSure: boolean;
  /** Of how many the box speaks. */
  count: number;
  namespace?: string;
}

/** Those who get in by one provider; without one, by credentials of AWS. */
interface Group {
  provider?: { id: string; label: string; title: string };
  entries: Entry[];
}

/** More boxes for one provider, or more providers, are folded. */
const MOST = 8;
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:*?]+):([^:*?]+)$/;

/**
 * Who can become a role: providers of identities, then subjects and principals, then the role. What is many is folded into counts.
 * Undefined when nobody gets in, or it is not known who. Pure.
 */
export function waysGraph(
  role: Pick<Role, 'arn' | 'name' | 'reach' | 'ways'>,
  words: WaysWords,
): { boxes: GraphBox[]; lines: GraphLine[] } | undefined {
  const groups = groupsOf(
    role.ways.filter(({ reach }) => reach !== 'dead'),
    words,
  );
  if (role.reach === 'notUnderstood' || groups.length === 0) {
    return undefined;
  }
  const shown = groups.length > MOST ? groups.slice(0, MOST - 1) : groups;
  const left = groups.slice(shown.length);
  if (left.length > 0) {
    shown.push({
      entries: [
        restOf(
          left.flatMap(each => each.entries),
          words,
        ),
      ],
    });
  }
  const first = shown.some(({ provider }) => provider) ? 1 : 0;
  const boxes: GraphBox[] = [];
  const lines: Omit<GraphLine, 'to'>[] = [];
  const between: GraphLine[] = [];
  let row = 0;
  for (const { provider, entries } of shown) {
    const from = provider && { ...provider, column: 0, row, isFirm: true };
    if (from) {
      boxes.push(from);
    }
    for (const { label, title, isFirm, isSure } of entries) {
      const id = `${row} ${label}`;
      const box = { id, label, title, column: first, row, isFirm };
      row += 1;
      boxes.push(box);
      lines.push({ from: box, isSure });
      if (from) {
        between.push({ from, to: box, isSure });
      }
    }
  }
  const target = {
    id: role.arn,
    label: role.name,
    column: first + 1,
    row: Math.floor((row - 1) / 2),
    isFirm: true,
  };
  return {
    boxes: [...boxes, target],
    lines: [...between, ...lines.map(line => ({ ...line, to: target }))],
  };
}

function groupsOf(ways: readonly TrustWay[], words: WaysWords): Group[] {
  const ofProviders: Group[] = [];
  const others: Group['entries'] = [];
  for (const way of ways) {
    if (way.kind === 'token') {
      ofProviders.push({
        provider: providerOf(way),
        entries: folded(subjectsOf(way, words), words),
      });
    } else {
      others.push({
        label: shortArn(way.principal),
        title: way.principal,
        isFirm: way.reach === 'exact',
        isSure: !way.isConditional,
        count: 1,
      });
    }
  }
  return [...ofProviders, { entries: cut(others, words) }].filter(
    ({ entries }) => entries.length > 0,
  );
}

function providerOf({ principal, clusters }: TrustWay): Group['provider'] {
  return {
    id: `provider ${principal}`,
    label:
      clusters.join(', ') ||
      principal.split(/:(?:oidc|saml)-provider\//).pop()!,
    title: principal,
  };
}

/** ServiceAccounts that get in now, names that nobody has now, and patterns. */
function subjectsOf(
  { subjects, patterns, admitsNow, isConditional }: TrustWay,
  words: WaysWords,
): Entry[] {
  const common = { isSure: !isConditional, count: 1 };
  const now = new Set(admitsNow);
  const named = subjects.map(subject => ({
    subject,
    account: SERVICE_ACCOUNT.exec(subject)?.slice(1).join('/'),
  }));
  return [
    ...[...now].map(label => ({
      label,
      isFirm: true,
      ...common,
      namespace: label.split('/')[0],
    })),
    ...named
      .filter(({ account }) => !account || !now.has(account))
      .map(({ subject, account }) => ({
        label: account ?? subject,
        title: subject,
        // Of a cluster that was read, and not among those who are there.
        isFirm: !(account && admitsNow),
        ...common,
      })),
    ...patterns.map(({ matches, except }) => {
      const all = matches.join(words.andAlso) || words.everySubject;
      const title =
        except.length > 0 ? `${all}${words.except} ${except.join(', ')}` : all;
      return {
        label: title.replace(/system:serviceaccount:/g, ''),
        title,
        isFirm: false,
        ...common,
      };
    }),
  ];
}

/** Many ServiceAccounts become a box for each namespace; what is still too much is counted. Patterns stay, as they say most. */
function folded(entries: Entry[], words: WaysWords): Entry[] {
  if (entries.length <= MOST) {
    return entries;
  }
  const byNamespace = new Map<string, number>();
  for (const { namespace } of entries) {
    if (namespace) {
      byNamespace.set(namespace, (byNamespace.get(namespace) ?? 0) + 1);
    }
  }
  const others = entries.filter(({ namespace }) => !namespace);
  const all = [
    ...others.filter(({ isFirm }) => !isFirm),
    ...[...byNamespace].map(([namespace, count]) => ({
      label: words.ofNamespace(namespace, count),
      isFirm: true,
      isSure: entries[0].isSure,
      count,
    })),
    ...others.filter(({ isFirm }) => isFirm),
  ];
  return cut(all, words);
}

/** The last box counts those that have none. */
function cut(entries: Entry[], words: WaysWords): Entry[] {
  return entries.length > MOST
    ? [...entries.slice(0, MOST - 1), restOf(entries.slice(MOST - 1), words)]
    : entries;
}

/** It is sure when each of them is. */
function restOf(entries: readonly Entry[], words: WaysWords): Entry {
  const count = entries.reduce((sum, each) => sum + each.count, 0);
  return {
    label: words.more(count),
    isFirm: false,
    isSure: entries.every(({ isSure }) => isSure),
    count,
  };
}

/** `111122223333:role/ci` */
function shortArn(principal: string): string {
  return principal.replace(/^arn:[^:]*:(?:iam|sts)::/, '');
}
