import { Group } from './entries';

/** The groups of one container, by where they come from. */
export class Groups {
  private readonly byPlace = new Map<string, Group>();

  /** The group of one place and object; the first path of it stays. */
  of(seed: Omit<Group, 'entries'>): Group {
    const id = `${seed.location} ${seed.objectName}`;
    const group = this.byPlace.get(id) ?? { ...seed, entries: [] };
    this.byPlace.set(id, group);
    return group;
  }

  all(): Group[] {
    return [...this.byPlace.values()];
  }
}
