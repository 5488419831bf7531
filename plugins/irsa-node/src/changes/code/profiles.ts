import { Bracket } from '../../readiness/code/source/brackets';
import { cutCredentials, cutFrom } from './climb';
import { callOf, nameOf } from './expressions';
import { itemAt } from './items';
import { calleeText, Program } from './Program';
import { Cut, NotCertainError } from './types';

const NAMED_PROFILE = /^(?:profile_name|['"]?profile['"]?|:profile|Profile)$/;
const PROVIDER =
  /\b(?:fromIni|SharedIniFileCredentials|ProfileCredentialsProvider|WithSharedConfigProfile)$/;
const BUILDER = /\.profile_name$/;

/** What takes a named profile out that ends at a place. Throws NotCertainError. */
export function cutProfile(source: Program, index: number): Cut[] {
  const own = bracketOf(source, index);
  const { rules } = source;
  if (own && PROVIDER.test(calleeText(source, own))) {
    const call = callOf(source, own);
    const isOption = /WithSharedConfigProfile$/.test(calleeText(source, own));
    const outer = source.around(call.start)[0];
    const item = outer && itemAt(source, outer, call.start);
    return isOption && outer && item
      ? cutFrom(source, outer, [item])
      : cutCredentials(source, call);
  }
  if (own && BUILDER.test(calleeText(source, own))) {
    const dot = source.bare.lastIndexOf('.', own.open);
    return [{ start: dot, end: own.close + 1 }];
  }
  for (const bracket of source.around(index + 1)) {
    const item =
      itemAt(source, bracket, index) ?? itemAt(source, bracket, index - 2);
    if (item && NAMED_PROFILE.test(nameOf(item.text).name ?? '') && rules) {
      return cutFrom(source, bracket, [item]);
    }
  }
  throw new NotCertainError(
    'How the profile reaches the SDK is not known here.',
  );
}

/** The bracket of the call that names the profile. */
function bracketOf(source: Program, index: number): Bracket | undefined {
  if (source.code[index] === '(') {
    return source.bracketAt(index);
  }
  const after = /^[\w.]*\s*(?:\.create\s*|\.builder\s*)?\(/.exec(
    source.code.slice(index + 1, index + 60),
  );
  return after
    ? source.bracketAt(index + after[0].length)
    : source
        .around(index)
        .find(bracket =>
          [PROVIDER, BUILDER].some(each =>
            each.test(calleeText(source, bracket)),
          ),
        );
}
