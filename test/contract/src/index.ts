export * from './World';
