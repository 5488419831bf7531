import { ReachableRole } from 'backstage-plugin-irsa-common';

/** A box of the drawing; `hidden`: roles that the asker may not see. Columns and rows count from 0. */
export interface ReachNode {
  id: string;
  kind: 'seeker' | 'role' | 'hidden';
  label: string;
  column: number;
  row: number;
}

export interface ReachEdge {
  from: ReachNode;
  to: ReachNode;
  certainty: ReachableRole['certainty'];
}

/** More boxes than this are no help to anybody. */
const MOST_ROLES = 60;

/**
 * Who becomes which role by which: a tree from left to right, one column for each step. Undefined where a list says it as well: when no way
 * has two steps, or when there are too many roles. Pure.
 */
export function reachGraph(
  from: string,
  roles: readonly ReachableRole[],
): { nodes: ReachNode[]; edges: ReachEdge[]; rows: number } | undefined {
  if (!roles.some(({ steps }) => steps > 1) || roles.length > MOST_ROLES) {
    return undefined;
  }
  const nodes: ReachNode[] = [];
  const edges: ReachEdge[] = [];
  const known = new Set(roles.map(({ arn }) => arn));
  let rows = 0;
  const place = (node: Omit<ReachNode, 'row'>, next: Draft[]): ReachNode => {
    const placed = { ...node, row: rows };
    nodes.push(placed);
    if (next.length === 0) {
      rows += 1;
    }
    for (const { node: child, certainty, after } of next) {
      edges.push({ from: placed, to: place(child, after()), certainty });
    }
    return placed;
  };
  const draftOf = (role: ReachableRole): Draft => ({
    node: {
      id: role.arn,
      kind: 'role',
      label: role.name,
      column: role.steps,
    },
    certainty: role.lastStep.certainty,
    after: () =>
      roles
        .filter(({ via, steps }) => via === role.arn && steps > role.steps)
        .map(draftOf),
  });
  const hidden = roles.filter(
    ({ via, steps }) => steps > 1 && !(via && known.has(via)),
  );
  place({ id: '', kind: 'seeker', label: from, column: 0 }, [
    ...roles.filter(({ steps }) => steps === 1).map(draftOf),
    ...(hidden.length > 0
      ? [
          {
            node: { id: '…', kind: 'hidden', label: '…', column: 1 } as const,
            certainty: 'notKnown' as const,
            after: () => hidden.map(draftOf),
          },
        ]
      : []),
  ]);
  return { nodes, edges, rows };
}

interface Draft {
  node: Omit<ReachNode, 'row'>;
  certainty: ReachableRole['certainty'];
  after: () => Draft[];
}
