export { trustToSarif } from './sarif';
export { trustFacts, trustToCsv, trustToJson } from './tables';
export type { ReviewedTrust, UnreadAccount } from './types';
export { describeWay, positionAt, trustSentence, trustWord } from './words';
export type { TextPosition } from './words';
