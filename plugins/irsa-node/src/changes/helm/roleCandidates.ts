import { Candidate, distanceOf, Known } from './known';
import { ValueEdit, valueAt, ValuePath } from './values';

const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
const ROLE = /(^|[a-z_-])role[-_]?(arn|name)?$/i;
/** Roles of the cluster, and of the program itself, are others. */
const ABOUT_AWS = /arn|aws|iam|irsa|eks|service[-_]?account|identity/i;
const SWITCH = /^(enabled?|create|use[A-Z]\w*)$/;

/**
 * Edits for charts that write the annotation themselves: from the ARN of the role, or from its name, which they put behind the account. A
 * switch beside may have to be on.
 */
export function roleCandidates(
  known: Known,
  fields: readonly ValuePath[],
): Candidate[] {
  const arn = known.change.serviceAccount?.annotations[ROLE_ANNOTATION];
  if (arn === undefined) {
    return [];
  }
  const [, name = arn] = /:role\/(.+)$/.exec(arn) ?? [];
  const texts = [...new Set([arn, name, name.replace(/^.*\//, '')])];
  return fields.flatMap(path => {
    const last = String(path.at(-1));
    const present = valueAt(known.values, path);
    const isText =
      present === undefined || present === null || typeof present === 'string';
    if (!isText || !ROLE.test(last) || !ABOUT_AWS.test(path.join('.'))) {
      return [];
    }
    const ordered = /arn$/i.test(last) ? [arn] : texts;
    const on = switchesBeside(path, fields, known.values);
    return ordered.flatMap((value, at): Candidate[] => {
      const set: ValueEdit = { op: 'set', path, value };
      const rank = distanceOf(known, path) + at / 20 + 0.05;
      return [
        { goal: 'account', edits: [set], rank },
        ...(on.length > 0
          ? [
              {
                goal: 'account' as const,
                edits: [...on, set],
                rank: rank + 0.01,
              },
            ]
          : []),
      ];
    });
  });
}

function switchesBeside(
  path: ValuePath,
  fields: readonly ValuePath[],
  values: unknown,
): ValueEdit[] {
  const owner = JSON.stringify(path.slice(0, -1));
  return fields.flatMap((each): ValueEdit[] =>
    each.length === path.length &&
    SWITCH.test(String(each.at(-1))) &&
    valueAt(values, each) === false &&
    JSON.stringify(each.slice(0, -1)) === owner
      ? [{ op: 'set', path: each, value: true }]
      : [],
  );
}
