import { plainUrl } from '../../sources/plainUrl';
import { SOURCE_ANNOTATION, writtenPlace } from '../../sources/writtenPlace';

/** Tags by which people say where something is kept. */
const REPOSITORY = /^(git[-_:.]?)?(repo|repository|source)([-_:.]?url)?$/i;

/** The address that tags of a role name as that of its source, without what may be secret in it. */
export function sourceOfRole(tags: Record<string, string>): string | undefined {
  const named = Object.entries(tags).filter(([tag]) => REPOSITORY.test(tag));
  const found = [tags[SOURCE_ANNOTATION], ...named.map(([, value]) => value)]
    .filter(value => value && writtenPlace(value))
    .map(value => plainUrl(value.trim().replace(/^url:/, '')));
  return found[0];
}
