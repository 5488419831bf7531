import { InputError } from '@backstage/errors';
import { openApiDocument } from 'backstage-plugin-irsa-common';
import { RequestHandler } from 'express';

interface Parameter {
  name?: string;
  in?: string;
  schema?: { type?: string };
}

/** Names of the parameters of queries that are numbers, in any route. */
const NUMBERS = new Set(
  Object.values(
    openApiDocument.paths as Record<
      string,
      Record<string, { parameters?: Parameter[] }>
    >,
  )
    .flatMap(operations => Object.values(operations))
    .flatMap(({ parameters = [] }) => parameters)
    .filter(
      ({ in: place, schema }) =>
        place === 'query' && /^(integer|number)$/.test(schema?.type ?? ''),
    )
    .map(({ name }) => name),
);

/**
 * Refuses numbers that are too large for one, such as `1e999`: the validator makes Infinity of them, and then leaves out the largest value
 * that a parameter may have (Ajv, "Strict mode: strictNumbers").
 */
export const finiteNumbers: RequestHandler = ({ query }, _response, next) => {
  const [name] =
    Object.entries(query).find(
      ([key, value]) =>
        NUMBERS.has(key) &&
        [value].flat().some(each => Math.abs(Number(each)) === Infinity),
    ) ?? [];
  next(
    name === undefined
      ? undefined
      : new InputError(
          `request.query.${name}: must be a number that is finite`,
        ),
  );
};
