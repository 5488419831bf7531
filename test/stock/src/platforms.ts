/** What a portal is made of. */
export interface Platform {
  name: string;
  /** As npx takes it. */
  generator: string;
  generatorFlags: string[];
  /** Packages of the platform published after that day do not exist for it; without it they are the newest. */
  until?: string;
  /** What `newest` means at this moment, so that a portal is made anew when it means something else. */
  newest?: string;
  frontend: 'new' | 'legacy';
  /** Packages that its app gets from the start, for rows that need more than the generator gives. */
  extra?: string[];
}

/** Backstage 1.55: the oldest release that is promised. The next one came later than that day. */
const OLDEST = {
  generator: '@backstage/create-app@0.9.2',
  until: '2026-11-01',
};

export const oldestPlatform: Platform = {
  ...OLDEST,
  name: '1.55',
  generatorFlags: [],
  frontend: 'new',
};

export const legacyPlatform: Platform = {
  ...OLDEST,
  name: 'legacy',
  generatorFlags: ['--legacy'],
  frontend: 'legacy',
  // What makes it hybrid.
  extra: ['@backstage/core-compat-api', '@backstage/frontend-defaults'],
};

/** @param newest - versions of a few of its packages */
export function newestPlatform(newest: string): Platform {
  return {
    name: 'newest',
    generator: '@backstage/create-app@latest',
    generatorFlags: [],
    newest,
    frontend: 'new',
  };
}
