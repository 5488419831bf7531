import { contract } from '../contract';
import { requests } from './requests';
import { openRepository } from './support';

contract('requests of a Git host', openRepository, requests);
