import { contract } from '../contract';
import { openAccount } from './account';
import { sandboxOnly } from './rows';
import { issuers, signedTokens, tokenOrder } from './signedTokens';
import { tokenFiles } from './tokenFile';
import {
  answerOfSts,
  longSessions,
  otherTrust,
  requestValidation,
} from './trust';
import { webIdentity } from './webIdentity';

contract('web identity', openAccount, [
  ...webIdentity,
  ...signedTokens,
  ...issuers,
  ...tokenOrder,
  ...otherTrust,
  ...longSessions,
  ...tokenFiles,
]);
contract(
  'requests for a session',
  openAccount,
  requestValidation,
  sandboxOnly('MiniStack 1.5.33 checks neither durations nor session names'),
);
contract(
  'the answer of STS',
  openAccount,
  answerOfSts,
  sandboxOnly('MiniStack 1.5.33 names a constant subject'),
);
