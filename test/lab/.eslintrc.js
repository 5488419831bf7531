module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
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
