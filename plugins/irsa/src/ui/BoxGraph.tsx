import { boxLabel } from './boxLabel';
import styles from './BoxGraph.module.css';

/** A box of a drawing. Columns and rows count from 0. */
export interface GraphBox {
  id: string;
  /** Broken into two lines, or cut, when it is too long for the box. */
  label: string;
  /** The whole of it, shown on hovering; the label unless said. */
  title?: string;
  column: number;
  row: number;
  /** Drawn with a solid border, else with a dotted one. */
  isFirm: boolean;
}

export interface GraphLine {
  from: GraphBox;
  to: GraphBox;
  /** Drawn solid, else dashed. */
  isSure: boolean;
}

const WIDTH = 200;
const HEIGHT = 44;
const LINE = 16;
const GAP = { x: 56, y: 12 };

/**
 * Boxes in columns, with lines from left to right. It is one picture for a screen reader and has no parts for the keyboard, so the same must
 * be said in words beside it; the drawing only scrolls.
 */
export function BoxGraph(props: {
  boxes: readonly GraphBox[];
  lines: readonly GraphLine[];
  /** Name of the region that scrolls. */
  label: string;
  /** What is drawn, in one sentence. */
  says: string;
  caption: string;
  /** Id of the list that says the same in words. */
  listId?: string;
}) {
  const { boxes, lines } = props;
  const count = (of: 'column' | 'row') =>
    1 + Math.max(...boxes.map(box => box[of]));
  const width = count('column') * (WIDTH + GAP.x) - GAP.x + 2;
  const height = count('row') * (HEIGHT + GAP.y) - GAP.y + 2;
  return (
    <figure className={styles.figure}>
      <div
        className={styles.scroll}
        role="group"
        aria-label={props.label}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <svg
          role="img"
          aria-label={props.says}
          aria-details={props.listId}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
        >
          {lines.map(({ from, to, isSure }) => (
            <path
              key={`${from.id} ${to.id}`}
              className={isSure ? styles.sure : styles.unsure}
              d={pathOf(from, to)}
            />
          ))}
          {boxes.map(box => (
            <g key={box.id} transform={`translate(${xOf(box)} ${yOf(box)})`}>
              <title>{box.title ?? box.label}</title>
              <rect
                className={box.isFirm ? styles.firm : styles.loose}
                width={WIDTH}
                height={HEIGHT}
                rx={4}
              />
              <Label text={box.label} />
            </g>
          ))}
        </svg>
      </div>
      <figcaption>{props.caption}</figcaption>
    </figure>
  );
}

function xOf({ column }: GraphBox): number {
  return 1 + column * (WIDTH + GAP.x);
}

function yOf({ row }: GraphBox): number {
  return 1 + row * (HEIGHT + GAP.y);
}

/** From the right side of one box to the left side of the other, by way of the middle before the second. */
function pathOf(from: GraphBox, to: GraphBox): string {
  const end = xOf(to);
  return `M ${xOf(from) + WIDTH} ${yOf(from) + HEIGHT / 2} H ${
    end - GAP.x / 2
  } V ${yOf(to) + HEIGHT / 2} H ${end}`;
}

function Label({ text }: { text: string }) {
  const lines = boxLabel(text);
  const top = (HEIGHT - LINE * (lines.length - 1)) / 2;
  return (
    <text className={styles.label}>
      {lines.map((line, at) => (
        <tspan key={line} x={WIDTH / 2} y={top + at * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
