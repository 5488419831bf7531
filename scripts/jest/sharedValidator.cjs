const path = require('node:path');

const VALIDATOR = path.join(
  'node_modules',
  'express-openapi-validator',
  'dist',
  'index.js',
);
const ON_ERROR = Symbol('whom a wrong answer is told');

/** What two validators must have in common to be one; undefined when they have functions of their own. */
function keyOf({ validateResponses, ...options }) {
  const { onError, ...responses } = Object(validateResponses);
  let isData = true;
  const key = JSON.stringify(
    [options, validateResponses && responses, Boolean(onError)],
    (_, value) => {
      isData &&= typeof value !== 'function';
      return value;
    },
  );
  return isData ? key : undefined;
}

/**
 * A validator of requests and answers for each API document, and not for each portal that a test starts: to compile the schemas
 * of ours took a tenth of the processor time of portals. Each portal hears of its own wrong answers.
 *
 * @param {(options: object) => Function[]} create as `middleware` of express-openapi-validator
 */
function shareMiddleware(create) {
  const made = new Map();
  return function middleware(options) {
    const key = keyOf(options);
    if (key === undefined) {
      return create(options);
    }
    const { onError } = Object(options.validateResponses);
    if (!made.has(key)) {
      const shared = onError && {
        validateResponses: {
          ...options.validateResponses,
          onError: (error, body, request) =>
            request[ON_ERROR](error, body, request),
        },
      };
      made.set(key, create({ ...options, ...shared }));
    }
    const ofPortal = (request, _response, next) => {
      request[ON_ERROR] = onError;
      next();
    };
    return [ofPortal, ...made.get(key)];
  };
}

/** Lets a module that was just loaded share its validators, if it is the one that makes them. */
function shareValidators({ exports }, file) {
  if (file.endsWith(VALIDATOR)) {
    exports.middleware = shareMiddleware(exports.middleware);
  }
}

module.exports = { shareMiddleware, shareValidators };
