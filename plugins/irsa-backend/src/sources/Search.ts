import {
  Answer,
  Home,
  Json,
  KnownCluster,
  Look,
  Lookup,
  Subject,
} from './types';

/** How far a chain is followed: an Application that an Application makes, and so on. */
const MAX_DEPTH = 6;

/** What one search has found out so far. It reads nothing itself: `look` has the answers. */
export class Search {
  readonly lookedAt: string[] = [];
  readonly missing: string[] = [];
  private readonly visited = new Set<string>();

  constructor(
    private readonly given: Look,
    readonly clusters: readonly KnownCluster[],
    private readonly ways: readonly Way[],
  ) {}

  /** The objects that a lookup found; undefined when there are none, when that is not known, or not known yet. */
  objects(lookup: Lookup, title: string): readonly Json[] | undefined {
    const answer = this.answer(lookup, title);
    return answer?.state === 'found' && answer.objects.length > 0
      ? answer.objects
      : undefined;
  }

  answer(lookup: Lookup, title: string): Answer | undefined {
    const answer = this.given(lookup);
    if (answer?.state === 'notRead') {
      this.miss(answer.why);
    }
    if (
      answer?.state === 'absent' ||
      (answer?.state === 'found' && answer.objects.length === 0)
    ) {
      this.note(`There is no ${title} in cluster ${lookup.cluster}.`);
    }
    return answer;
  }

  /** Remembers a sentence about what told nothing. */
  note(sentence: string): void {
    if (!this.lookedAt.includes(sentence)) {
      this.lookedAt.push(sentence);
    }
  }

  private miss(why: string): void {
    if (!this.missing.includes(why)) {
      this.missing.push(why);
    }
  }

  /** The homes of an object, by each tool that claims it. */
  homesOf(subject: Subject): Home[] {
    const { cluster, group, kind, namespace, name } = subject;
    const id = JSON.stringify([cluster, group, kind, namespace, name]);
    if (this.visited.has(id) || this.visited.size >= MAX_DEPTH) {
      return [];
    }
    this.visited.add(id);
    return this.ways.flatMap(way => way(subject, this) ?? []);
  }
}

/** One tool that keeps objects as a source says. Pure. */
export type Way = (subject: Subject, search: Search) => Home | undefined;

/** The lesser of two confidences. */
export function lesser(
  one: Home['confidence'],
  other: Home['confidence'],
): Home['confidence'] {
  const order = ['hint', 'likely', 'certain'] as const;
  return order[Math.min(order.indexOf(one), order.indexOf(other))];
}
