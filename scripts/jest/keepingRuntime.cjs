const { readFileSync } = require('node:fs');
const { canBeKept, changesModules, modulesOf } = require('./keptModules.cjs');
const { shareValidators } = require('./sharedValidator.cjs');

/**
 * The runtime of the suite that runs now. Kept modules were loaded by the runtime of an earlier suite, and what they load
 * later must come from here.
 */
const running = { runtime: undefined };

/** A Jest runtime that hands third-party modules on from suite to suite. Its environment must be a keeping one. */
const keepingRuntime = Base =>
  class KeepingRuntime extends Base {
    constructor(...args) {
      super(...args);
      running.runtime = this;
      const { world } = this._environment;
      const isKept =
        // A suite may name another environment.
        world !== undefined &&
        !this._coverageOptions.collectCoverage &&
        !changesModules(readFileSync(this._testPath, 'utf8'));
      this.kept = isKept ? modulesOf(world) : undefined;
      for (const [file, module] of this.kept ?? []) {
        this._moduleRegistry.set(file, module);
      }
    }

    _loadModule(module, from, name, file, ...rest) {
      const load = () => {
        super._loadModule(module, from, name, file, ...rest);
        if (this.kept) {
          shareValidators(module, file);
        }
      };
      if (!this.kept || this.isKeeping || !canBeKept(file)) {
        return load();
      }
      this.isKeeping = true;
      try {
        return this._environment.world.globals.keepChanges(load);
      } finally {
        this.isKeeping = false;
      }
    }

    /** Without automatic mocks, and when the suite has named none, nothing can be mocked. */
    _shouldMockCjs(from, name, named) {
      return named.size === 0 && !this._shouldAutoMock
        ? false
        : super._shouldMockCjs(from, name, named);
    }

    setMock(from, name, ...rest) {
      if (this.kept) {
        throw new Error(
          `${name} is mocked from another file. Call jest.mock in ${this._testPath} itself, so that it gets modules of its own.`,
        );
      }
      return super.setMock(from, name, ...rest);
    }

    requireModuleOrMock(...args) {
      return this.isOver()
        ? running.runtime.requireModuleOrMock(...args)
        : super.requireModuleOrMock(...args);
    }

    _requireResolve(...args) {
      return this.isOver()
        ? running.runtime._requireResolve(...args)
        : super._requireResolve(...args);
    }

    resolveModule(...args) {
      return this.isOver()
        ? running.runtime.resolveModule(...args)
        : super.resolveModule(...args);
    }

    linkAndEvaluateModule(...args) {
      return this.isOver()
        ? running.runtime.linkAndEvaluateModule(...args)
        : super.linkAndEvaluateModule(...args);
    }

    isOver() {
      return running.runtime !== this;
    }

    teardown() {
      for (const [file, module] of this.kept ? this._moduleRegistry : []) {
        if (module.loaded && canBeKept(file) && !this.kept.has(file)) {
          this.kept.set(file, module);
        }
      }
      super.teardown();
    }
  };

module.exports = { keepingRuntime };
