const { Globals } = require('./globals.cjs');

/**
 * Environments that live as long as their worker, by name and configuration: third-party modules can be handed on from suite
 * to suite only when the suites share one realm, with one `Error`.
 */
const worlds = new Map();

class World {
  constructor(Base, config, context) {
    this.console = context.console;
    this.environment = new Base(config, {
      ...context,
      console: new Proxy(context.console, {
        get: (_, name) => this.console[name],
      }),
    });
    this.globals = new Globals(this.environment.global);
  }
}

/**
 * An environment for one suite, in a world that it shares with those before it. What the suite has set in the global object
 * and in `process.env` is taken away at its end.
 */
const keepingEnvironment = (name, Base, clean) =>
  class KeepingEnvironment {
    constructor(config, context) {
      const options = config.projectConfig.testEnvironmentOptions;
      const key = JSON.stringify([name, config.projectConfig.id, options]);
      this.world = worlds.get(key);
      if (this.world) {
        this.world.console = context.console;
      } else {
        this.world = new World(Base, config, context);
        worlds.set(key, this.world);
      }
      const { environment } = this.world;
      this.global = environment.global;
      this.moduleMocker = environment.moduleMocker;
      this.fakeTimers = environment.fakeTimers;
      this.fakeTimersModern = environment.fakeTimersModern;
    }

    async setup() {
      await this.world.environment.setup();
    }

    async teardown() {
      this.fakeTimersModern.useRealTimers();
      this.moduleMocker.clearAllMocks();
      clean?.(this.world.environment);
      this.world.globals.restore();
      this.global = undefined;
    }

    exportConditions() {
      return this.world.environment.exportConditions();
    }

    getVmContext() {
      return this.world.environment.getVmContext();
    }
  };

module.exports = { keepingEnvironment };
