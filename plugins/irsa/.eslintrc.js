module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // The typed client names its methods after HTTP: api.GET(…).
  rules: { 'new-cap': ['error', { capIsNew: false }] },
});
