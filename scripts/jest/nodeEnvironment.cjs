const { default: NodeEnvironment } = require('jest-environment-node');
const { keepingEnvironment } = require('./keepingEnvironment.cjs');

module.exports = keepingEnvironment('node', NodeEnvironment, environment => {
  // Jest notes every value that was ever set, to clear it at the end of the environment.
  environment._globalProxy.leftovers = [];
});
