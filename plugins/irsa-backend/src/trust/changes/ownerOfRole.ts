import { toolOf } from '../../plan/world/toolOf';
import { managedByTag } from '../../plan/world/World';

export const PORTAL = 'a migration of this portal';

/** What keeps a role as its source says, by the role's tags, in words; undefined when no tag says so. */
export function ownerOfRole(tags: Record<string, string>): string | undefined {
  if (tags[managedByTag.key] === managedByTag.value) {
    return PORTAL;
  }
  return toolOf(tags);
}
