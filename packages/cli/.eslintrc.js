module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // The build makes a single file, so there are no dependencies at run time.
    '@backstage/no-undeclared-imports': 'off',
    'import/no-extraneous-dependencies': 'off',
  },
});
