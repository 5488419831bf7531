import { Platform } from './platforms';

/** One way to install and run the packages. */
export interface Row {
  name: string;
  platform: Platform['name'];
  /** The heading in docs/install.md that is followed for the packages. */
  headings: string[];
  /** An app on the new frontend system that keeps its routes and entity pages in code. */
  isHybrid?: true;
  /** The portal's own search, catalog and scaffolder get what docs/integrations.md gives them. */
  hasHosts?: true;
  mode: 'dev' | 'bundle';
  database: 'sqlite' | 'postgres';
}

const FROM_REGISTRY = ['1. Packages'];
const FROM_TARBALLS = ['From tarballs'];

export const rows: Row[] = [
  {
    name: 'dev-sqlite',
    platform: '1.55',
    headings: FROM_REGISTRY,
    hasHosts: true,
    mode: 'dev',
    database: 'sqlite',
  },
  {
    name: 'bundle-postgres',
    platform: '1.55',
    headings: FROM_REGISTRY,
    mode: 'bundle',
    database: 'postgres',
  },
  {
    name: 'tarballs-bundle-sqlite',
    platform: '1.55',
    headings: FROM_TARBALLS,
    mode: 'bundle',
    database: 'sqlite',
  },
  {
    name: 'newest-dev-postgres',
    platform: 'newest',
    headings: FROM_REGISTRY,
    mode: 'dev',
    database: 'postgres',
  },
  {
    name: 'legacy-dev-sqlite',
    platform: 'legacy',
    headings: [...FROM_REGISTRY, 'On the old frontend system'],
    mode: 'dev',
    database: 'sqlite',
  },
  {
    name: 'hybrid-dev-sqlite',
    platform: 'legacy',
    headings: [...FROM_REGISTRY, 'On the old frontend system'],
    isHybrid: true,
    mode: 'dev',
    database: 'sqlite',
  },
];
