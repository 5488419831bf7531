module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  // Parts are tested inside a whole sandbox, which lies above them.
  testRules: { 'import/no-restricted-paths': 'off' },
  rules: {
    // A wait for a condition with a deadline counts as an assertion.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect*', 'until', 'waitFor*'] },
    ],
  },
});
