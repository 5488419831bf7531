module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // Nothing imports this package. It tests the plugins.
    '@backstage/no-mixed-plugin-imports': 'off',
    // A wait for a condition with a deadline counts as an assertion.
    'jest/expect-expect': [
      'warn',
      {
        assertFunctionNames: [
          'expect',
          'eventually',
          'until',
          'waitFor*',
          'arrives',
        ],
      },
    ],
  },
});
