module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // The build puts everything into one file, so nothing is a dependency at run time.
    '@backstage/no-undeclared-imports': 'off',
    'import/no-extraneous-dependencies': 'off',
  },
});
