module.exports = require('../../scripts/lint/eslint.cjs')(__dirname, {
  // The typed client names its methods after HTTP: api.GET(…).
  rules: { 'new-cap': ['error', { capIsNew: false }] },
  // Pages are tested through the router that shows them, and that lies above them.
  testRules: { 'import/no-restricted-paths': 'off' },
});
