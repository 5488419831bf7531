import { Config } from 'effect';

export const id = Config.option(Config.string('AWS_ACCESS_KEY_ID'));
