import { contract } from '../contract';
import { repositories } from './repositories';
import { openRepository } from './support';

contract('repositories of a Git host', openRepository, repositories);
