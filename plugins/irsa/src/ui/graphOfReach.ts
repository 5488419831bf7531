import { ReachableRole } from 'backstage-plugin-irsa-common';
import { GraphBox, GraphLine } from './BoxGraph';

/** More boxes than this are no help to anybody. */
const MOST_ROLES = 60;

/**
 * Who becomes which role by which: a tree from left to right, one column for each step. Undefined where a list says it as well: when no way
 * has two steps, or when there are too many roles. Pure.
 */
export function reachGraph(
  from: string,
  roles: readonly ReachableRole[],
): { boxes: GraphBox[]; lines: GraphLine[] } | undefined {
  if (!roles.some(({ steps }) => steps > 1) || roles.length > MOST_ROLES) {
    return undefined;
  }
  const boxes: GraphBox[] = [];
  const lines: GraphLine[] = [];
  const known = new Set(roles.map(({ arn }) => arn));
  let rows = 0;
  const place = (box: Omit<GraphBox, 'row'>, next: Draft[]): GraphBox => {
    const placed = { ...box, row: rows };
    boxes.push(placed);
    if (next.length === 0) {
      rows += 1;
    }
    for (const { box: child, isSure, after } of next) {
      lines.push({ from: placed, to: place(child, after()), isSure });
    }
    return placed;
  };
  const draftOf = (role: ReachableRole): Draft => ({
    box: {
      id: role.arn,
      label: role.name,
      column: role.steps,
      isFirm: true,
    },
    isSure: role.lastStep.certainty === 'certain',
    after: () =>
      roles
        .filter(({ via, steps }) => via === role.arn && steps > role.steps)
        .map(draftOf),
  });
  // Behind roles that the asker may not see.
  const hidden = roles.filter(
    ({ via, steps }) => steps > 1 && !(via && known.has(via)),
  );
  place({ id: '', label: from, column: 0, isFirm: false }, [
    ...roles.filter(({ steps }) => steps === 1).map(draftOf),
    ...(hidden.length > 0
      ? [
          {
            box: { id: '…', label: '…', column: 1, isFirm: false },
            isSure: false,
            after: () => hidden.map(draftOf),
          },
        ]
      : []),
  ]);
  return { boxes, lines };
}

interface Draft {
  box: Omit<GraphBox, 'row'>;
  isSure: boolean;
  after: () => Draft[];
}
