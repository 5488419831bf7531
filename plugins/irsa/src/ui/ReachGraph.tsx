import { ReachableRole } from 'backstage-plugin-irsa-common';
import { useT } from '../hooks';
import { reachGraph, ReachNode } from './graphOfReach';
import styles from './ReachGraph.module.css';

const WIDTH = 200;
const HEIGHT = 32;
const GAP = { x: 56, y: 12 };
const LONGEST = 24;

/** The ways to roles as a drawing. The table below it says the same in words, so it is one picture for a screen reader. */
export function ReachGraph(props: { from: string; roles: ReachableRole[] }) {
  const t = useT();
  const graph = reachGraph(props.from, props.roles);
  if (!graph) {
    return null;
  }
  const { nodes, edges, rows } = graph;
  const columns = 1 + Math.max(...nodes.map(({ column }) => column));
  const width = columns * (WIDTH + GAP.x) - GAP.x + 2;
  const height = rows * (HEIGHT + GAP.y) - GAP.y + 2;
  return (
    <figure className={styles.figure}>
      <div
        className={styles.scroll}
        role="group"
        aria-label={t('reach.graph')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <svg
          role="img"
          aria-label={t('reach.graphSays', {
            from: props.from,
            count: props.roles.length,
          })}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
        >
          {edges.map(({ from, to, certainty }) => (
            <path
              key={`${from.id} ${to.id}`}
              className={certainty === 'certain' ? styles.sure : styles.unsure}
              d={pathOf(from, to)}
            />
          ))}
          {nodes.map(node => (
            <g key={node.id} transform={`translate(${xOf(node)} ${yOf(node)})`}>
              <title>{node.label}</title>
              <rect
                className={node.kind === 'role' ? styles.role : styles.other}
                width={WIDTH}
                height={HEIGHT}
                rx={4}
              />
              <text x={WIDTH / 2} y={HEIGHT / 2} className={styles.label}>
                {shortened(node.label)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <figcaption>{t('reach.graphCaption')}</figcaption>
    </figure>
  );
}

function xOf({ column }: ReachNode): number {
  return 1 + column * (WIDTH + GAP.x);
}

function yOf({ row }: ReachNode): number {
  return 1 + row * (HEIGHT + GAP.y);
}

/** From the right side of one box to the left side of the other, by way of the middle between the columns. */
function pathOf(from: ReachNode, to: ReachNode): string {
  const end = xOf(to);
  return `M ${xOf(from) + WIDTH} ${yOf(from) + HEIGHT / 2} H ${
    end - GAP.x / 2
  } V ${yOf(to) + HEIGHT / 2} H ${end}`;
}

function shortened(label: string): string {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
}
