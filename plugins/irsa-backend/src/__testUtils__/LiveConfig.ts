import { Config, ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';

export interface LiveConfig {
  /** What a portal hands to its plugins: it tells of changes. */
  config: Config & Required<Pick<Config, 'subscribe'>>;
  /** Other settings from now on. */
  set(data: JsonObject): void;
}

/** Settings that change while the portal runs, as files of app-config do. */
export function liveConfig(data: JsonObject): LiveConfig {
  let current = new ConfigReader(data);
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return { unsubscribe: () => void listeners.delete(listener) };
  };
  const config = new Proxy(current, {
    get: (_target, name) => {
      if (name === 'subscribe') {
        return subscribe;
      }
      const value = current[name as keyof ConfigReader];
      return typeof value === 'function' ? value.bind(current) : value;
    },
  });
  return {
    config: config as unknown as LiveConfig['config'],
    set: next => {
      current = new ConfigReader(next);
      listeners.forEach(listener => listener());
    },
  };
}
