module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // Waiting for a condition until a deadline is an assertion too.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'eventually', 'until', 'waitFor*'] },
    ],
  },
});
