import { contract } from '../contract';
import { openReader } from './account';
import { deniedDeletions, objectChanges } from './objectChanges';
import { objectLists } from './objectLists';
import { hiddenObjects, objects } from './objects';
import { sandboxOnly } from './rows';

contract('objects', openReader, [...objects, ...objectChanges, ...objectLists]);
contract(
  'objects one may not list',
  openReader,
  hiddenObjects,
  sandboxOnly('MiniStack 1.5.33 says NoSuchKey to everybody'),
);
contract(
  'deletions one may not do',
  openReader,
  deniedDeletions,
  sandboxOnly('MiniStack 1.5.33 asks once, for the bucket'),
);
