module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // A wait for a condition with a deadline counts as an assertion.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'until', 'waitFor*'] },
    ],
  },
});
