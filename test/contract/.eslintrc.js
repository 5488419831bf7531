module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The tables are modules that declare tests, so rules for modules and for tests apply.
    'jest/no-export': 'off',
    'jest/valid-title': 'off',
    'jest/no-standalone-expect': 'off',
  },
});
