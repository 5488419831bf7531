import { openApiDocument } from './generated/document';

interface Parameter {
  name: string;
  in: string;
  schema: { type?: string; minimum?: number; maximum?: number };
}

/** The largest number that each database takes as a position. */
const LARGEST = 2 ** 31 - 1;

const numbers = Object.entries(
  openApiDocument.paths as Record<string, object>,
).flatMap(([path, item]) =>
  Object.entries(item as Record<string, { parameters?: Parameter[] }>).flatMap(
    ([method, { parameters = [] }]) =>
      parameters
        .filter(({ schema }) => schema?.type === 'integer')
        .map(parameter => ({ of: `${method} ${path}`, ...parameter })),
  ),
);

it('has numbers in queries', () => {
  expect(numbers.length).toBeGreaterThan(4);
});

it.each(numbers)(
  'refuses a number that no database takes: $name of $of',
  ({ schema }) => {
    expect(schema.minimum).toBeGreaterThanOrEqual(0);
    expect(schema.maximum).toBeLessThanOrEqual(LARGEST);
  },
);
