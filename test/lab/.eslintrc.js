module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Nobody imports from here; what is tried here are the plugins.
    '@backstage/no-mixed-plugin-imports': 'off',
    // Waiting for a condition until a deadline is an assertion too.
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
