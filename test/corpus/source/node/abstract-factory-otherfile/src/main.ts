import { make } from './factory';

export const files = make({ accessKeyId: conf.id, secretAccessKey: conf.secret });
