export * from './irsaApi';
export * from './IrsaError';
export * from './unwrap';
