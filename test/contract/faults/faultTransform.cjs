const { chosenFault, putIn } = require('./chosenFault.cjs');

/**
 * Wraps another transform of Jest and puts the chosen fault into its file. All other files keep the cache key of the
 * wrapped transform, so a fault costs the compilation of one file.
 */
function createTransformer({ inner, options }) {
  const wrapped = require(inner).createTransformer(options);
  const fault = chosenFault();
  const isFaulty = file => file === fault?.absolute;
  return {
    ...wrapped,
    process: (source, file, context) =>
      wrapped.process(
        isFaulty(file) ? putIn(fault, source) : source,
        file,
        context,
      ),
    getCacheKey: (source, file, context) => {
      const key = wrapped.getCacheKey(source, file, context);
      return isFaulty(file) ? `${key}${fault.key}`.slice(-64) : key;
    },
  };
}

module.exports = { createTransformer };
