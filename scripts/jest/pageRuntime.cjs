const CachingJestRuntime = require('@backstage/cli/config/jestCachingModuleLoader');

/** Backstage's runtime for pages, without resolving each module twice: a suite that mocks none needs no search for mocks. */
module.exports = class PageRuntime extends CachingJestRuntime {
  _shouldMockCjs(from, name, named, ...rest) {
    return named.size === 0 && !this._shouldAutoMock
      ? false
      : super._shouldMockCjs(from, name, named, ...rest);
  }
};
