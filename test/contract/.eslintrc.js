module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  rules: {
    // The tables are modules that declare tests, so rules for modules and for tests apply.
    'jest/no-export': 'off',
    'jest/valid-title': 'off',
    'jest/no-standalone-expect': 'off',
  },
});
