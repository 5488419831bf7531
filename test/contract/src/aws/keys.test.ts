import { contract } from '../contract';
import { openReader } from './account';
import { keys } from './keys';
import { linkChecksums, linkOrder, links } from './links';
import { sandboxOnly } from './rows';

contract('keys', openReader, keys);
contract('links', openReader, [...links, ...linkChecksums]);
contract(
  'order of checks of a link',
  openReader,
  linkOrder,
  sandboxOnly('MiniStack 1.5.33 looks at rights before signatures'),
);
