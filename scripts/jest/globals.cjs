/** Own data properties of a global object, by name; what is computed by a getter is left out. */
function dataOf(global) {
  const values = new Map();
  for (const key of Reflect.ownKeys(global)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(global, key);
    if (descriptor && 'value' in descriptor) {
      values.set(key, descriptor);
    }
  }
  return values;
}

function listenersOf(emitter) {
  return new Map(
    emitter.eventNames().map(name => [name, emitter.rawListeners(name)]),
  );
}

/** What a suite finds in the global object of its world when it begins. */
class Globals {
  constructor(global) {
    this.global = global;
    this.keys = new Set(Reflect.ownKeys(global));
    this.data = dataOf(global);
    this.environment = { ...global.process.env };
    this.listeners = listenersOf(global.process);
  }

  /** Runs what loads a kept module. What that sets stays for the suites that follow, as the module does. */
  keepChanges(load) {
    const before = new Globals(this.global);
    try {
      return load();
    } finally {
      const after = new Globals(this.global);
      for (const key of after.keys) {
        if (!before.keys.has(key)) {
          this.keys.add(key);
        }
        const value = after.data.get(key);
        if (value && before.data.get(key)?.value !== value.value) {
          this.data.set(key, value);
        }
      }
      for (const [name, listeners] of after.listeners) {
        const known = before.listeners.get(name) ?? [];
        const added = listeners.filter(one => !known.includes(one));
        this.listeners.set(name, [
          ...(this.listeners.get(name) ?? []),
          ...added,
        ]);
      }
    }
  }

  /** Takes away what a suite has left behind. */
  restore() {
    const { global } = this;
    for (const key of Reflect.ownKeys(global)) {
      if (!this.keys.has(key)) {
        Reflect.deleteProperty(global, key);
      }
    }
    for (const [key, descriptor] of this.data) {
      const now = Reflect.getOwnPropertyDescriptor(global, key);
      if (now?.configurable !== false && now?.value !== descriptor.value) {
        Reflect.defineProperty(global, key, descriptor);
      }
    }
    const { env } = global.process;
    for (const name of Object.keys(env)) {
      if (!(name in this.environment)) {
        delete env[name];
      }
    }
    Object.assign(env, this.environment);
    for (const [name, listeners] of listenersOf(global.process)) {
      const known = this.listeners.get(name) ?? [];
      for (const listener of listeners) {
        if (!known.includes(listener)) {
          global.process.removeListener(name, listener);
        }
      }
    }
  }
}

module.exports = { Globals };
