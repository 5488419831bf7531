import { Config } from 'effect';

export const id = Config.string('AWS_ACCESS_KEY_ID');
export const secret = Config.redacted('AWS_SECRET_ACCESS_KEY');
