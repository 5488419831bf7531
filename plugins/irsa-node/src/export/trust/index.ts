export { trustToSarif } from './sarif';
export { trustToCsv, trustToJson } from './tables';
export type { ReviewedTrust } from './types';
export { describeWay, positionAt, trustSentence, trustWord } from './words';
export type { TextPosition } from './words';
