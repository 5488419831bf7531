const path = require('node:path');

/**
 * Third-party modules that a worker has loaded, by the world they live in and by file. Every suite of that world gets them,
 * and loads only our own sources anew: to load modules was a third of all processor time of `npm test`.
 *
 * @type {WeakMap<object, Map<string, { loaded: boolean, exports: unknown }>>}
 */
const worlds = new WeakMap();

const PACKAGES = `${path.sep}node_modules${path.sep}`;

/**
 * Packages that are loaded for every suite, because they hold on to what belongs to one suite: its `jest` and `expect`, its
 * hooks, servers that answer its requests.
 */
const OF_ONE_SUITE =
  /[\\/]node_modules[\\/](@testing-library|@backstage[\\/](backend-test-utils|frontend-test-utils|test-utils)|msw|@mswjs|jest-[^\\/]*|@jest|expect)[\\/]/;

/** What makes a suite need third-party modules of its own. */
const CHANGES_MODULES =
  /\bjest\s*\.\s*(mock|unmock|doMock|dontMock|setMock|deepUnmock|resetModules|isolateModules|isolateModulesAsync|unstable_\w+|enableAutomock)\b/;

/** The modules kept in a world, by file. */
function modulesOf(world) {
  if (!worlds.has(world)) {
    worlds.set(world, new Map());
  }
  return worlds.get(world);
}

/** Whether a module may be handed on to the next suite. */
function canBeKept(file) {
  return file.includes(PACKAGES) && !OF_ONE_SUITE.test(file);
}

/** Whether a suite, by its text, replaces modules or loads them again. */
function changesModules(text) {
  return CHANGES_MODULES.test(text);
}

module.exports = { modulesOf, canBeKept, changesModules };
