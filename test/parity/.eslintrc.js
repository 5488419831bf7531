module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // Nothing imports this package. It tests the plugins and the command, with what their own tests have.
    '@backstage/no-mixed-plugin-imports': 'off',
    '@backstage/no-relative-monorepo-imports': 'off',
    'no-restricted-imports': 'off',
    'no-restricted-syntax': 'off',
  },
});
