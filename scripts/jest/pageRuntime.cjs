const BackstageRuntime = require('@backstage/cli/config/jestCachingModuleLoader');
const { keepingRuntime } = require('./keepingRuntime.cjs');

module.exports = keepingRuntime(BackstageRuntime);
