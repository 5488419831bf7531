import { contract } from '../contract';
import { clusterIssuer, eks, openEks } from './eks';
import { sandboxOnly } from './rows';

contract('EKS', openEks, eks);
contract(
  'the issuer of a cluster',
  openEks,
  clusterIssuer,
  sandboxOnly('MiniStack 1.5.33 makes up an issuer that nobody serves'),
);
